import { COOKIE_LIFETIME } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import { cookieName, makeCookieValue } from "./credentials.ts";

/** The `Set-Cookie` that keeps a browser signed in: HttpOnly, SameSite=Lax, host-only (RFC 6265bis). */
export async function sessionCookie(ctx: RequestContext, sessionId: string): Promise<string> {
  return cookie(ctx, await makeCookieValue(ctx.settings, sessionId), COOKIE_LIFETIME / 1000);
}

export function clearedSessionCookie(ctx: RequestContext): string {
  return cookie(ctx, "", 0);
}

function cookie(ctx: RequestContext, value: string, maxAgeSeconds: number): string {
  const secure = ctx.settings.secure ? "; Secure" : "";
  return `${cookieName(ctx.settings)}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`;
}
