import { randomInt } from "node:crypto";
import { Agent, setGlobalDispatcher } from "undici";
import { server } from "./server.ts";

// The service ends a connection that was idle for five seconds: one that is taken again in that moment would break off.
setGlobalDispatcher(new Agent({ keepAliveTimeout: 1_000, keepAliveMaxTimeout: 1_000 }));

/** What came back, of whatever shape: the tests are there to find that out. */
type Unchecked = ReturnType<typeof JSON.parse>;

export type Answer<Body = Unchecked> = {
  status: number;
  /** Parsed where it says it is JSON, else the text. */
  body: Body;
  text: string;
  headers: Headers;
};

export type Call = {
  /** Access token. */
  token?: string;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, to try what is no JSON. */
  rawBody?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
  /** The address the caller comes from; a fresh one unless said, so that limits per network do not meet. */
  network?: string;
};

type Watch = (method: string, path: string, answer: Answer, sent: unknown) => Promise<void>;
let watch: Watch | undefined;

/** Shows every answer to one who looks at them all. */
export function onAnswer(looks: Watch): void {
  watch = looks;
}

/** An address of 10.0.0.0/8, 16 million in all. */
export function randomNetwork(): string {
  return `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`;
}

/** Calls the API; `path` is what follows `/api/v1`. */
export function api<Body = Unchecked>(method: string, path: string, call: Call = {}): Promise<Answer<Body>> {
  return request<Body>(method, `/api/v1${path}`, call);
}

/** Any request to the service, pages included; redirects are answered, not followed. */
export async function request<Body = Unchecked>(method: string, path: string, call: Call = {}): Promise<Answer<Body>> {
  const { token, body, rawBody, headers, network = randomNetwork() } = call;
  const sent = rawBody ?? (body === undefined ? undefined : JSON.stringify(body));
  const answer = await fetch(`${server.url}${path}`, {
    method,
    redirect: "manual",
    headers: {
      "Accept-Encoding": "identity",
      "CF-Connecting-IP": network,
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...headers,
    },
    ...(sent === undefined ? {} : { body: sent }),
  });
  const text = await answer.text();
  const isJson = text !== "" && /[/+]json\b/.test(answer.headers.get("Content-Type") ?? "");
  const got = { status: answer.status, body: isJson ? JSON.parse(text) : text, text, headers: answer.headers };
  await watch?.(method, path, got, body);
  return got;
}
