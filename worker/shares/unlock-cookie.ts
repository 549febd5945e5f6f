import { UNLOCK_LIFETIME } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import type { Settings } from "../env.ts";
import { readShareCookie, type ShareCookie, setShareCookie } from "./share-cookie.ts";

/** What the cookie of someone who gave a share's password says; worth nothing once the password is another. */
export type Unlock = { shareId: string; passwordVersion: number; expiresAt: number };

const UNLOCK: ShareCookie = { name: "foyer_unlock", purpose: "share-unlock" };

/** The `Set-Cookie` after the right password: for this share's path alone, for a day. */
export function unlockCookie(
  ctx: RequestContext,
  slug: string,
  { shareId, passwordVersion }: Pick<Unlock, "shareId" | "passwordVersion">,
): Promise<string> {
  const body = `${shareId}.${passwordVersion}.${ctx.now + UNLOCK_LIFETIME}`;
  return setShareCookie(ctx, UNLOCK, slug, body, UNLOCK_LIFETIME);
}

/** What a request's cookie unlocks, if we made it. */
export async function readUnlock(settings: Settings, headers: Headers): Promise<Unlock | undefined> {
  const body = await readShareCookie(settings, headers, UNLOCK);
  const match = /^(shr_[0-9a-z]{26})\.(\d{1,9})\.(\d{1,15})$/.exec(body ?? "");
  if (!match) return undefined;
  const [, shareId = "", passwordVersion = "", expiresAt = ""] = match;
  return { shareId, passwordVersion: Number(passwordVersion), expiresAt: Number(expiresAt) };
}
