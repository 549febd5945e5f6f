import type { MiddlewareHandler } from "hono";
import { cookieName } from "../../accounts/credentials.ts";
import type { AppEnv, RequestContext } from "../../context.ts";
import type { Settings } from "../../env.ts";
import { isViewersOnly } from "../../shares/viewers-only.ts";
import { known, WRITER_READS_PRIMARY_MS } from "./isolate.ts";

/**
 * Whoever wrote reads from the primary for a while: this isolate remembers whose session it was, a browser tells the
 * others by a cookie, and a token so young was made by a write. The cookie is not signed: who makes it up reads from
 * the primary, as everyone does where there are no replicas.
 */
export const rememberWriters: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  const { settings, credentials } = c.get("ctx");
  const isSafe = c.req.method === "GET" || c.req.method === "HEAD" || c.req.method === "OPTIONS";
  if (settings.replicas.size === 0 || isSafe || c.res.status >= 400) return;
  const now = Date.now();
  // What viewers send to a share changes nothing about who may open it.
  if (!isViewersOnly(c.req.path)) known.writers.changed(now);
  if (credentials) known.writers.wrote(credentials.sessionId, now);
  const signsIn = c.res.headers.get("Set-Cookie")?.includes(`${cookieName(settings)}=`) ?? false;
  if (credentials?.via === "cookie" || signsIn) c.header("Set-Cookie", marker(settings), { append: true });
};

/** Whether the sender of a request wrote in the last five seconds, asked as time goes on. */
export function wroteLately(
  headers: Headers,
  { settings, credentials }: Pick<RequestContext, "settings" | "credentials">,
): (now: number) => boolean {
  const arrivedAt = Date.now();
  const cookies = (headers.get("Cookie") ?? "").split(";").map((pair) => pair.trim());
  const isMarked = cookies.includes(`${markerName(settings)}=1`);
  const since = Math.max(isMarked ? arrivedAt : 0, credentials?.issuedAt ?? 0);
  return (now) =>
    now - since < WRITER_READS_PRIMARY_MS ||
    (credentials !== undefined && known.writers.wroteLately(credentials.sessionId, now));
}

function markerName(settings: Settings): string {
  return settings.secure ? "__Host-foyer_wrote" : "foyer_wrote";
}

function marker(settings: Settings): string {
  const secure = settings.secure ? "; Secure" : "";
  return `${markerName(settings)}=1; Path=/; Max-Age=${WRITER_READS_PRIMARY_MS / 1000}; HttpOnly; SameSite=Lax${secure}`;
}
