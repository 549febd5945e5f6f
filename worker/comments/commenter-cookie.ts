import { COMMENTER_LIFETIME } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import type { Settings } from "../env.ts";
import { digest } from "../secrets/derive.ts";
import type { ShareRow } from "../shares/present.ts";
import { readShareCookie, type ShareCookie, setShareCookie } from "../shares/share-cookie.ts";

/**
 * What a visitor proves by that something was said by them: drawn at random when they first say something on a share,
 * for its path alone. It names nobody, and what the database keeps of it is a digest.
 */
export type Commenter = { shareId: string; id: string; expiresAt: number };

const COMMENTER: ShareCookie = { name: "foyer_commenter", purpose: "share-commenter" };
const ID_BYTES = 16;

/** A visitor's cookie of this share, if we made it and it is good still. */
export async function readCommenter(
  { settings, now }: { settings: Settings; now: number },
  headers: Headers,
  share: Pick<ShareRow, "id">,
): Promise<Commenter | undefined> {
  const body = await readShareCookie(settings, headers, COMMENTER);
  const [, shareId, id, expiresAt] = /^(shr_[0-9a-z]{26})\.([0-9a-f]{32})\.(\d{1,15})$/.exec(body ?? "") ?? [];
  if (id === undefined || shareId !== share.id || Number(expiresAt) <= now) return undefined;
  return { shareId, id, expiresAt: Number(expiresAt) };
}

export function newCommenter({ now }: RequestContext, share: Pick<ShareRow, "id">): Commenter {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_BYTES));
  const id = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return { shareId: share.id, id, expiresAt: now + COMMENTER_LIFETIME };
}

export function commenterCookie(ctx: RequestContext, slug: string, commenter: Commenter): Promise<string> {
  const expiresAt = ctx.now + COMMENTER_LIFETIME;
  return setShareCookie(ctx, COMMENTER, slug, `${commenter.shareId}.${commenter.id}.${expiresAt}`, COMMENTER_LIFETIME);
}

/** What the database keeps beside what they said. */
export function proofOf(settings: Settings, { shareId, id }: Commenter): Promise<string> {
  return digest(settings, `commenter:${shareId}:${id}`);
}
