import type { RequestContext } from "../context.ts";
import type { Settings } from "../env.ts";
import { mac, verifyMac } from "../secrets/derive.ts";

/** A cookie for one share's path: its name, and what its MAC is for. */
export type ShareCookie = { name: string; purpose: string };

/** The `Set-Cookie` (RFC 6265bis) of a body that only we can have written; `lifetime` in milliseconds. */
export async function setShareCookie(
  ctx: RequestContext,
  { name, purpose }: ShareCookie,
  slug: string,
  body: string,
  lifetime: number,
): Promise<string> {
  const value = `${body}.${await mac(ctx.settings, purpose, body)}`;
  const secure = ctx.settings.secure ? "; Secure" : "";
  const named = nameIn(ctx.settings, name);
  return `${named}=${value}; Path=/s/${slug}; Max-Age=${lifetime / 1000}; HttpOnly; SameSite=Lax${secure}`;
}

/** The body of a request's cookie, if we made it; whether that is for the share asked for is the gate's to say. */
export async function readShareCookie(
  settings: Settings,
  headers: Headers,
  { name, purpose }: ShareCookie,
): Promise<string | undefined> {
  const start = `${nameIn(settings, name)}=`;
  const pairs = (headers.get("Cookie") ?? "").split(";").map((pair) => pair.trim());
  const value = pairs.find((pair) => pair.startsWith(start))?.slice(start.length) ?? "";
  const [, body, given] = /^([A-Za-z0-9_.]{1,100})\.([A-Za-z0-9_-]{43})$/.exec(value) ?? [];
  if (body === undefined || given === undefined) return undefined;
  return (await verifyMac(settings, purpose, body, given)) ? body : undefined;
}

/** A share's own path keeps it from being host-only by name (`__Host-` wants the root). */
function nameIn(settings: Settings, name: string): string {
  return settings.secure ? `__Secure-${name}` : name;
}
