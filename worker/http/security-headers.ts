import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "../context.ts";
import type { Settings } from "../env.ts";

const ALWAYS = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cache-Control": "no-store",
};

const OVER_TLS = { ...ALWAYS, "Strict-Transport-Security": "max-age=63072000; includeSubDomains" };

/** No route sets it by itself: an answer that has it was made with all of them. */
const MARK = "Permissions-Policy";

/** What every answer carries unless its route said something stricter or its own. */
export const securityHeaders: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  const { settings, requestId } = c.get("ctx");
  const { headers } = c.res;
  headers.set("X-Request-Id", requestId);
  if (headers.has(MARK)) return;
  for (const [name, value] of Object.entries(answerHeaders(settings))) {
    if (!headers.has(name)) headers.set(name, value);
  }
};

/** All headers of an answer in one go, its own before those that every answer carries: for what is asked for often. */
export function answerHeaders(settings: Settings, own: Record<string, string> = {}): Record<string, string> {
  return { ...(settings.secure ? OVER_TLS : ALWAYS), ...own };
}
