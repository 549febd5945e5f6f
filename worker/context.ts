import type { Locale } from "../shared/i18n/locale.ts";
import type { Scope } from "../shared/policy/scopes.ts";
import type { Database } from "./db/client.ts";
import type { Bindings, Settings } from "./env.ts";
import type { Unlock } from "./shares/unlock-cookie.ts";
import type { Visit } from "./shares/visit-cookie.ts";

/** Who says they are asking; the session is read from the database before anything is done in its name. */
export type Credentials = {
  sessionId: string;
  /** When an access token was made, to the second; milliseconds since the epoch. */
  issuedAt?: number;
} & ({ via: "bearer" | "cookie" } | { via: "api_key"; key: KeyReach });

/** How far an API key reaches: nowhere but into its workspace, and there as far as its scopes. */
export type KeyReach = { workspaceId: string; scopes: readonly Scope[] };

/** What every verb is given: the outside world of one request, job or test. */
export type RequestContext = {
  env: Bindings;
  settings: Settings;
  db: Database;
  /** Milliseconds since the epoch, one moment for the whole request. */
  now: number;
  requestId: string;
  /** The caller's address, or /64 for IPv6; the budgets of strangers are kept by it. */
  network: string;
  userAgent: string;
  locale: Locale;
  credentials: Credentials | undefined;
  /** The share whose password they gave, of which version; the gate says whether it is the one asked for. */
  unlock: Unlock | undefined;
  /** The share one of whose views is theirs already. */
  visit: Visit | undefined;
  /** Asks what would be answered (HEAD), or before anyone wants it. */
  looksAhead: "head" | "prefetch" | undefined;
  /** The workspace in which the caller was found to act, once that is known. */
  acting: { workspaceId?: string };
  /** Lets work go on after the answer. */
  waitUntil(work: Promise<unknown>): void;
  /** Facts for this request's one log line; never a secret. */
  log: Record<string, unknown>;
};

/** What Hono carries for a request. */
export type AppEnv = { Bindings: Bindings; Variables: { ctx: RequestContext } };
