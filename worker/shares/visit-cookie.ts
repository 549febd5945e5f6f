import { VISIT_LIFETIME } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import type { Settings } from "../env.ts";
import type { ShareRow } from "./present.ts";
import { readShareCookie, type ShareCookie, setShareCookie } from "./share-cookie.ts";

/** What the cookie of someone let in by one of a share's views says: the view is theirs until then. */
export type Visit = {
  shareId: string /** When the share was made, or made anew. */;
  madeAt: number;
  expiresAt: number;
};

const VISIT: ShareCookie = { name: "foyer_visit", purpose: "share-visit" };

/** The `Set-Cookie` of someone let in: strictly necessary, for this share's path alone, for a day. */
export function visitCookie(ctx: RequestContext, { id, slug, createdAt }: ShareRow): Promise<string> {
  return setShareCookie(ctx, VISIT, slug, `${id}.${createdAt}.${ctx.now + VISIT_LIFETIME}`, VISIT_LIFETIME);
}

export async function readVisit(settings: Settings, headers: Headers): Promise<Visit | undefined> {
  const body = await readShareCookie(settings, headers, VISIT);
  const [, shareId, madeAt, expiresAt] = /^(shr_[0-9a-z]{26})\.(\d{1,15})\.(\d{1,15})$/.exec(body ?? "") ?? [];
  return shareId === undefined ? undefined : { shareId, madeAt: Number(madeAt), expiresAt: Number(expiresAt) };
}
