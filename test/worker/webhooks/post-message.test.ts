import { afterEach, beforeEach, expect, it } from "vitest";
import { newId } from "../../../shared/ids.ts";
import { postMessage } from "../../../worker/webhooks/post-message.ts";
import { newSecret } from "../../../worker/webhooks/webhook-secret.ts";
import { type Received, type Receiver, startReceiver, verified } from "../../support/webhook-receiver.ts";

/** Short, since nobody answers; the service waits fifteen seconds. */
const WITHIN = 300;
const data = { workspaceId: newId("workspace"), webhookId: newId("webhook") };
const message = { type: "webhook.test", timestamp: "2026-01-31T12:00:00.000Z", sequence: 1, data } as const;

let receiver: Receiver;
const secrets = [newSecret(), newSecret()];
const post = () => postMessage(fetch, { url: receiver.url, id: "dlv_x", secrets, message }, WITHIN);

beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

it("waits for an answer no longer than it may", async () => {
  receiver.reply = () => undefined;
  const outcome = await post();
  expect(outcome).toMatchObject({ status: null, error: "timeout" });
  expect(outcome.ms).toBeGreaterThanOrEqual(WITHIN - 5);
});

it("takes the status of an answer whose body drips on, and waits no longer", async () => {
  receiver.reply = (answer) => {
    answer.writeHead(202);
    const dripping = setInterval(() => answer.write("."), 20);
    answer.on("close", () => clearInterval(dripping));
  };
  const outcome = await post();
  expect(outcome).toMatchObject({ status: 202, error: null });
  expect(outcome.ms).toBeLessThan(10 * WITHIN);
});

it("follows no redirect", async () => {
  const elsewhere = await startReceiver();
  receiver.reply = (answer) => answer.writeHead(307, { Location: elsewhere.url }).end();
  expect(await post()).toMatchObject({ status: 307, error: null });
  await elsewhere.close();
  expect(elsewhere.received).toEqual([]);
});

it("is signed with every secret in force", async () => {
  expect(await post()).toMatchObject({ status: 204, error: null });
  const [received] = (await receiver.messages(1)) as [Received];
  expect(String(received.headers["webhook-signature"]).split(" ")).toHaveLength(2);
  for (const secret of secrets) expect(verified(secret, received)).toEqual(message);
  expect(() => verified(newSecret(), received)).toThrow();
});
