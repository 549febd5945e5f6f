import type { MiddlewareHandler } from "hono";
import { preferredLocale } from "../../shared/i18n/locale.ts";
import { readCredentials } from "../accounts/credentials.ts";
import { authenticateKey } from "../api-keys/authenticate-key.ts";
import type { AppEnv, RequestContext } from "../context.ts";
import { openDatabase } from "../db/client.ts";
import { nearReads } from "../db/replicas/near-reads.ts";
import { settingsOf } from "../env.ts";
import { readUnlock } from "../shares/unlock-cookie.ts";
import { readVisit } from "../shares/visit-cookie.ts";
import { networkOf } from "./network.ts";
import { newRequestId } from "./request-id.ts";

const USER_AGENT_MAX = 300;

/** Of a prefetch `Sec-Purpose` tells (Fetch Standard), or what browsers sent before it. */
function looksAhead({ method, headers }: Request): RequestContext["looksAhead"] {
  if (method === "HEAD") return "head";
  const tells = (name: string) => headers.get(name)?.toLowerCase().includes("prefetch");
  return ["Sec-Purpose", "Purpose", "X-Moz"].some(tells) ? "prefetch" : undefined;
}

/** Makes the request's context: clock, database, caller's network and language, and who they say they are. */
export const requestContext: MiddlewareHandler<AppEnv> = async (c, next) => {
  const settings = settingsOf(c.env);
  const now = Date.now();
  const { headers } = c.req.raw;
  const outside = {
    env: c.env,
    settings,
    now,
    waitUntil: (work: Promise<unknown>) => c.executionCtx.waitUntil(work),
    log: {},
    network: networkOf(c.req.header("CF-Connecting-IP")),
  };
  const credentials =
    (await readCredentials(settings, headers, now)) ?? (await authenticateKey(outside, headers, c.req.path));
  const caller = { ...outside, credentials };
  const ctx: RequestContext = {
    ...caller,
    db: openDatabase(c.env, nearReads(c.req.raw, caller)),
    requestId: newRequestId(),
    userAgent: (c.req.header("User-Agent") ?? "").slice(0, USER_AGENT_MAX),
    locale: preferredLocale(c.req.header("Accept-Language")),
    unlock: await readUnlock(settings, headers),
    visit: await readVisit(settings, headers),
    looksAhead: looksAhead(c.req.raw),
    acting: {},
  };
  c.set("ctx", ctx);
  await next();
};
