import { UNLOCK_LIFETIME } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import type { Settings } from "../env.ts";
import { mac, verifyMac } from "../secrets/derive.ts";

/** What the cookie of someone who gave a share's password says; worth nothing once the password is another. */
export type Unlock = { shareId: string; passwordVersion: number; expiresAt: number };

const PURPOSE = "share-unlock";

/** A share's own path keeps it from being host-only by name (`__Host-` wants the root). */
function unlockCookieName(settings: Settings): string {
  return settings.secure ? "__Secure-foyer_unlock" : "foyer_unlock";
}

/** The `Set-Cookie` after the right password: for this share's path alone, for a day (RFC 6265bis). */
export async function unlockCookie(
  ctx: RequestContext,
  slug: string,
  { shareId, passwordVersion }: Pick<Unlock, "shareId" | "passwordVersion">,
): Promise<string> {
  const body = `${shareId}.${passwordVersion}.${ctx.now + UNLOCK_LIFETIME}`;
  const value = `${body}.${await mac(ctx.settings, PURPOSE, body)}`;
  const secure = ctx.settings.secure ? "; Secure" : "";
  const maxAge = UNLOCK_LIFETIME / 1000;
  return `${unlockCookieName(ctx.settings)}=${value}; Path=/s/${slug}; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`;
}

/** What a request's cookie unlocks, if we made it; whether that is the share asked for is the gate's to say. */
export async function readUnlock(settings: Settings, headers: Headers): Promise<Unlock | undefined> {
  const name = unlockCookieName(settings);
  const pairs = (headers.get("Cookie") ?? "").split(";").map((pair) => pair.trim());
  const value = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
  const match = /^(shr_[0-9a-z]{26})\.(\d{1,9})\.(\d{1,15})\.([A-Za-z0-9_-]{43})$/.exec(value);
  if (!match) return undefined;
  const [, shareId = "", passwordVersion = "", expiresAt = "", given = ""] = match;
  const good = await verifyMac(settings, PURPOSE, `${shareId}.${passwordVersion}.${expiresAt}`, given);
  return good ? { shareId, passwordVersion: Number(passwordVersion), expiresAt: Number(expiresAt) } : undefined;
}
