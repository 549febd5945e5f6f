import { VISIT_LIFETIME } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import type { Settings } from "../env.ts";
import { readShareCookie, type ShareCookie, setShareCookie } from "./share-cookie.ts";

/** What the cookie of someone let in by one of a share's views says: the view is theirs until then. */
export type Visit = { shareId: string; expiresAt: number };

const VISIT: ShareCookie = { name: "foyer_visit", purpose: "share-visit" };

/** The `Set-Cookie` of someone let in: strictly necessary, for this share's path alone, for a day. */
export function visitCookie(ctx: RequestContext, slug: string, shareId: string): Promise<string> {
  return setShareCookie(ctx, VISIT, slug, `${shareId}.${ctx.now + VISIT_LIFETIME}`, VISIT_LIFETIME);
}

export async function readVisit(settings: Settings, headers: Headers): Promise<Visit | undefined> {
  const body = await readShareCookie(settings, headers, VISIT);
  const [, shareId, expiresAt] = /^(shr_[0-9a-z]{26})\.(\d{1,15})$/.exec(body ?? "") ?? [];
  return shareId === undefined ? undefined : { shareId, expiresAt: Number(expiresAt) };
}
