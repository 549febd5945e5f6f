import { and, eq, isNull, ne, sql } from "drizzle-orm";
import type { Share, ShareRules } from "../../shared/api/shares.ts";
import { newId } from "../../shared/ids.ts";
import type { Visibility } from "../../shared/policy/share-access.ts";
import { nodeStands } from "../content/node-path.ts";
import type { NodeAccess } from "../content/require-node.ts";
import type { RequestContext } from "../context.ts";
import { shares } from "../db/schema/shares.ts";
import { Problem } from "../http/problem.ts";
import { actorStill } from "../members/actor-still.ts";
import { kickOutbox } from "../outbox/kick.ts";
import { hashNewPassword } from "../passwords/ask-hasher.ts";
import { presentShare, type ShareRow } from "./present.ts";
import { recordShare } from "./record-share.ts";
import { requireShare } from "./require-share.ts";

/** Changes who a share lets in; it closes at once, for responses under way within seconds. 410 once it has ended. */
export async function changeShare(ctx: RequestContext, shareId: string, rules: ShareRules): Promise<Share> {
  const access = await requireShare(ctx, { shareId }, "edit", "content.share");
  const { share, actor } = access;
  if (share.endedAt !== null) throw new Problem("share_gone");
  if (lacksPassword(rules, share)) throw new Problem("password_required");
  return presentShare(ctx, await writeRules(ctx, access, shareId, await sealRules(ctx, actor.user.id, rules)));
}

/** What is written of a change: a password only as its hash. */
export type SealedRules = { visibility: Visibility | undefined; passwordHash: string | undefined };

/** Hashing takes its time, so it is done before the write and for nobody who may not change the share. */
export async function sealRules(ctx: RequestContext, userId: string, rules: ShareRules): Promise<SealedRules> {
  const { visibility, password } = rules;
  return {
    visibility,
    passwordHash: password === undefined ? undefined : await hashNewPassword(ctx, userId, password),
  };
}

/** Opening by password needs one, given now or before. */
export function lacksPassword(
  { visibility, password }: ShareRules,
  share: Pick<ShareRow, "passwordHash"> | undefined,
): boolean {
  return visibility === "password" && password === undefined && !share?.passwordHash;
}

/** Writes the rules where they differ; what is so already is left alone and told to nobody. A password is always new. */
export async function writeRules(
  ctx: RequestContext,
  { actor, node }: NodeAccess,
  shareId: string,
  { visibility, passwordHash }: SealedRules,
): Promise<ShareRow> {
  const changeId = newId("change");
  const db = ctx.db.write;
  const isIt = eq(shares.id, shareId);
  const isOther = visibility && passwordHash === undefined ? ne(shares.visibility, visibility) : undefined;
  const [, , , rows] = await db.batch([
    db
      .update(shares)
      .set({
        ...(visibility ? { visibility } : {}),
        ...(passwordHash ? { passwordHash, passwordVersion: sql`${shares.passwordVersion} + 1` } : {}),
        changeId,
      })
      .where(and(isIt, isNull(shares.endedAt), isOther, nodeStands(node.id), actorStill(actor))),
    ...recordShare(ctx, { changeId, actorUserId: actor.user.id, action: "share.changed", topic: "share.changed" }),
    db.select().from(shares).where(isIt),
  ]);
  const [row] = rows;
  if (!row) throw new Problem("not_found");
  const isWritten = row.changeId === changeId;
  const isSoAlready = passwordHash === undefined && row.visibility === visibility;
  if (!isWritten && !isSoAlready) throw new Problem("invalid_state", { logReason: "ended or lost the role meanwhile" });
  if (isWritten) kickOutbox(ctx);
  return row;
}

/** Ends a share for good: its page answers 410 until its video is published anew. Ending it again changes nothing. */
export async function endShare(ctx: RequestContext, shareId: string): Promise<void> {
  const { actor, node } = await requireShare(ctx, { shareId }, "edit", "content.share");
  const changeId = newId("change");
  const db = ctx.db.write;
  const isIt = eq(shares.id, shareId);
  const [, , , rows] = await db.batch([
    db
      .update(shares)
      .set({ endedAt: ctx.now, changeId })
      .where(and(isIt, isNull(shares.endedAt), nodeStands(node.id), actorStill(actor))),
    ...recordShare(ctx, { changeId, actorUserId: actor.user.id, action: "share.ended", topic: "share.ended" }),
    db.select().from(shares).where(isIt),
  ]);
  const [row] = rows;
  if (!row || row.endedAt === null) throw new Problem("not_found", { logReason: "trashed or lost the role meanwhile" });
  if (row.changeId === changeId) kickOutbox(ctx);
}
