import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { expect } from "vitest";
import type { MadeWebhook, WebhookEvent, WebhookMessage } from "../../shared/api/webhooks.ts";
import { api } from "./client.ts";

/** One request that came, as it came. */
export type Received = { id: string; headers: IncomingHttpHeaders; text: string; message: WebhookMessage };

type Watch = (message: WebhookMessage) => Promise<void>;
let watch: Watch | undefined;

/** Shows every message to one who looks at them all. */
export function onMessage(looks: Watch): void {
  watch = looks;
}

/** What is answered: a status, or whatever one does with it; never answering is doing nothing. */
type Reply = number | ((answer: ServerResponse, received: Received) => void);

/** An endpoint in the test's own process. */
export type Receiver = {
  url: string;
  /** What came, in order. */
  received: Received[];
  /** What is answered from now on; 204 unless said. */
  reply: Reply;
  /** So many that came, waited for. */
  messages(count: number): Promise<Received[]>;
  close(): Promise<void>;
};

/** PEM. */
export type Certificate = { key: string; cert: string };

/** `host` is where it listens: this machine by one name or address, or `::` by all. */
export async function startReceiver(host = "127.0.0.1", certificate?: Certificate): Promise<Receiver> {
  const receiver: Receiver = {
    url: "",
    received: [],
    reply: 204,
    messages: async (count) => {
      await expect.poll(() => receiver.received.length).toBeGreaterThanOrEqual(count);
      return receiver.received;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const listener = (asked: IncomingMessage, answer: ServerResponse) => void take(receiver, asked, answer);
  const server = certificate ? createSecureServer(certificate, listener) : createServer(listener);
  server.listen(0, host);
  await once(server, "listening");
  receiver.url = `${certificate ? "https" : "http"}://${host.includes(":") ? "127.0.0.1" : host}:${(server.address() as AddressInfo).port}/hooks`;
  return receiver;
}

async function take(receiver: Receiver, asked: IncomingMessage, answer: ServerResponse): Promise<void> {
  let text = "";
  for await (const chunk of asked) text += chunk;
  const message = text === "" ? {} : JSON.parse(text);
  const received = { id: String(asked.headers["webhook-id"]), headers: asked.headers, text, message };
  if (received.headers["webhook-id"]) await watch?.(message);
  receiver.received.push(received);
  const { reply } = receiver;
  if (typeof reply === "number") answer.writeHead(reply).end();
  else reply(answer, received);
}

/** An endpoint of this workspace that listens for these events. */
export async function register(
  { token, workspaceId }: { token: string; workspaceId: string },
  url: string,
  events: WebhookEvent[],
): Promise<MadeWebhook> {
  const answer = await api<MadeWebhook>("POST", `/workspaces/${workspaceId}/webhooks`, {
    token,
    body: { url, events },
  });
  if (answer.status !== 201) throw new Error(`Expected a webhook: ${answer.text}`);
  return answer.body;
}

/** What the library of Standard Webhooks makes of a request; throws where the signature is not by this secret. */
export function verified(secret: string, { text, headers }: Received): unknown {
  return new Webhook(secret).verify(text, headers as Record<string, string>);
}
