import type { DurableObjectNamespace, Queue, R2Bucket } from "@cloudflare/workers-types";
import { SEATS_MAX } from "../shared/limits.ts";
import { type Replicas, readReplicas } from "./db/replicas/read-replicas.ts";
import type { Charge, ChargeOutcome, Grant, GrantAsked } from "./limits/charge.ts";

/** What `wrangler.toml` and `npm start` bind; see "Running it" in the README. */
export type Bindings = {
  PUBLIC_URL: string;
  /** The secret all tokens derive from; two, comma-separated, while rotating: the first signs, both verify. */
  AUTH_SECRET: string;
  LIBSQL_URL: string;
  LIBSQL_AUTH_TOKEN?: string;
  /** JSON: continent (Cloudflare's code) and the URL of the replica nearest to it. */
  LIBSQL_REPLICAS?: string;
  SMTP_URL?: string;
  MAIL_FROM: string;
  LIMITS_SCALE?: string;
  SEATS_MAX?: string;
  /** `1` where no platform in front of the Worker compresses what it answers. */
  COMPRESSES?: string;
  /** A resolver that speaks RFC 8484. */
  DOH_URL?: string;
  MEDIA: R2Bucket;
  LIMITS: DurableObjectNamespace;
  UPLOADS: DurableObjectNamespace;
  PASSWORDS: DurableObjectNamespace;
  FEEDS: DurableObjectNamespace;
  WEBHOOKS: DurableObjectNamespace;
  /** The way to endpoints of webhooks, self-hosted: to public addresses alone. Cloudflare's own goes nowhere else. */
  WEBHOOK_NETWORK?: { fetch: typeof fetch };
  /** `1`: endpoints may have private addresses and plain http. */
  WEBHOOKS_ALLOW_PRIVATE?: string;
  OUTBOX: Queue<OutboxKick>;
};

/** A word to the queue's consumer that the outbox has something due; it carries nothing. */
export type OutboxKick = Record<string, never>;

/** What the rate limiter's Durable Object answers to over RPC. */
export type RateLimiterStub = {
  charge(charges: Charge[]): Promise<ChargeOutcome>;
  refund(keys: string[], count: number): Promise<void>;
  grant(asked: GrantAsked): Promise<Grant>;
};

/** What the hasher's Durable Object answers to over RPC; "busy" where too many wait already. */
export type PasswordHasherStub = {
  hash(subject: string, password: string): Promise<string | "busy">;
  verify(subject: string, password: string, hash: string): Promise<boolean | "busy">;
};

/** What a person's feed answers to: a WebSocket for each open stream, and words to pass on to them. */
export type NotificationFeedStub = {
  fetch(url: string, init: RequestInit): Promise<Response & { webSocket?: FeedSocket | null }>;
  pass(word: string): Promise<void>;
};

/** What the Durable Object of an endpoint answers to: it may have something to send. */
export type WebhookSenderStub = { wake(webhookId: string): Promise<void> };

/** The runtime's WebSocket, as a Worker takes it. */
export type FeedSocket = WebSocket & { accept(): void };

/** What an upload's Durable Object answers to: tus 1.0.0, in the name its route proved. */
export type MediaUploadStub = { fetch(request: Request): Promise<Response> };

/** The bindings that are text, checked once. */
export type Settings = {
  publicUrl: string;
  origin: string;
  secure: boolean;
  secrets: readonly [string, ...string[]];
  limitsScale: number;
  /** The most seats a plan may have. */
  seatsMax: number;
  /** Where DNS is asked over HTTPS (RFC 8484). */
  dohUrl: string;
  /** Whether endpoints of webhooks may have private addresses and plain http. */
  webhooksAllowPrivate: boolean;
  /** Empty: everything is read from the primary. */
  replicas: Replicas;
};

const DOH_URL = "https://cloudflare-dns.com/dns-query";
const MIN_SECRET_LENGTH = 32;
const known = new WeakMap<Bindings, Settings>();

/** Reads the bindings once an isolate; throws with the name of the one that is wrong. */
export function settingsOf(env: Bindings): Settings {
  const before = known.get(env);
  if (before) return before;
  const settings = readSettings(env);
  known.set(env, settings);
  return settings;
}

function readSettings(env: Bindings): Settings {
  const url = new URL(env.PUBLIC_URL);
  const [first, ...others] = env.AUTH_SECRET.split(",").map((secret) => secret.trim());
  if (first === undefined || [first, ...others].some((secret) => secret.length < MIN_SECRET_LENGTH)) {
    throw new Error(`AUTH_SECRET must be at least ${MIN_SECRET_LENGTH} characters (each, while rotating).`);
  }
  const limitsScale = Number(env.LIMITS_SCALE ?? "1");
  if (!(limitsScale > 0)) throw new Error("LIMITS_SCALE must be a number above 0.");
  const seatsMax = Number(env.SEATS_MAX ?? SEATS_MAX);
  if (!Number.isInteger(seatsMax) || seatsMax < 1) throw new Error("SEATS_MAX must be a whole number from 1.");
  return {
    publicUrl: url.href.replace(/\/$/, ""),
    origin: url.origin,
    secure: url.protocol === "https:",
    secrets: [first, ...others],
    limitsScale,
    seatsMax,
    dohUrl: env.DOH_URL ?? DOH_URL,
    webhooksAllowPrivate: env.WEBHOOKS_ALLOW_PRIVATE === "1",
    replicas: replicasOf(env),
  };
}

function replicasOf({ LIBSQL_REPLICAS }: Bindings): Replicas {
  try {
    return readReplicas(LIBSQL_REPLICAS);
  } catch (error) {
    throw new Error(`LIBSQL_REPLICAS ${error instanceof Error ? error.message : "is wrong."}`);
  }
}
