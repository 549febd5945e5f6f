import type { MiddlewareHandler } from "hono";
import type { AppEnv, RequestContext } from "../context.ts";
import { isOpenRoute } from "./open-routes.ts";
import { Problem } from "./problem.ts";

/**
 * Whether a request was sent by one of our own pages. A page under `no-referrer` sends `Origin: null`
 * (Fetch, section 3.1); the browser's `Sec-Fetch-Site`, which no script can set, then tells.
 */
export function isFromOwnPage(ctx: RequestContext, headers: Headers): boolean {
  const origin = headers.get("Origin");
  if (origin === ctx.settings.origin) return true;
  return origin === "null" && headers.get("Sec-Fetch-Site") === "same-origin";
}

/** Of what a share takes: `Origin`, when it is sent, must be ours, whoever asks. */
export function requireOwnOrigin(ctx: RequestContext, headers: Headers): void {
  if (headers.has("Origin") && !isFromOwnPage(ctx, headers)) throw new Problem("origin_not_allowed");
}

/**
 * A cookie is sent by the browser whoever made it ask: what it may change must come from our own pages.
 * The open routes of the API do not look at it.
 */
export const ownOriginForCookies: MiddlewareHandler<AppEnv> = async (c, next) => {
  const ctx = c.get("ctx");
  const safe = c.req.method === "GET" || c.req.method === "HEAD" || c.req.method === "OPTIONS";
  if (!safe && !isOpenRoute(c) && ctx.credentials?.via === "cookie" && !isFromOwnPage(ctx, c.req.raw.headers)) {
    throw new Problem("origin_not_allowed");
  }
  await next();
};
