import { and, eq, isNotNull } from "drizzle-orm";
import type { Share, ShareRules } from "../../shared/api/shares.ts";
import { newId } from "../../shared/ids.ts";
import { nodeStands } from "../content/node-path.ts";
import { type NodeAccess, requireNode } from "../content/require-node.ts";
import type { RequestContext } from "../context.ts";
import { shares } from "../db/schema/shares.ts";
import { Problem } from "../http/problem.ts";
import { actorStill } from "../members/actor-still.ts";
import { kickOutbox } from "../outbox/kick.ts";
import { writeRules } from "../shares/change-share.ts";
import { forgetVisits, insertShare, newShareId } from "../shares/insert-share.ts";
import { presentShare } from "../shares/present.ts";
import { recordShare } from "../shares/record-share.ts";
import { lacksPassword, pinningOf, sealRules } from "../shares/share-rules.ts";
import { requireMayPin } from "../versions/pinned.ts";

/**
 * Gives a video its Share Page, or opens the one it had under its old address: `restricted` unless said
 * otherwise. One that is live already keeps its rules unless others are named. 409 `no_media` without media.
 */
export async function publishVideo(ctx: RequestContext, nodeId: string, rules: ShareRules): Promise<Share> {
  const access = await requireVideo(ctx, nodeId);
  if (!access.media) throw new Problem("no_media");
  const userId = access.actor.user.id;
  const [known] = await ctx.db.read.select().from(shares).where(isSharePageOf(nodeId));
  const sealed = await sealRules(ctx, userId, rules, known?.guests);
  const changeId = newId("change");
  const db = ctx.db.write;
  const [, , , , rows] = await db.batch([
    insertShare(ctx, access, sealed, { id: newShareId(), changeId, isSharePage: true }),
    forgetVisits(ctx, { changeId }),
    ...recordShare(ctx, { changeId, actorUserId: userId, action: "video.published", topic: "video.published" }),
    db.select().from(shares).where(isSharePageOf(nodeId)),
  ]);
  const [row] = rows;
  if (lacksPassword(rules, row)) throw new Problem("password_required");
  const isLive = row && row.publishedAt !== null && row.endedAt === null;
  const pinning = pinningOf(nodeId, sealed);
  if (!isLive && pinning) await requireMayPin(ctx, pinning);
  if (!isLive) throw new Problem("invalid_state", { logReason: "trashed or lost the role meanwhile" });
  const isPublished = row.changeId === changeId;
  if (isPublished) kickOutbox(ctx);
  return presentShare(ctx, isPublished ? row : await writeRules(ctx, { ...access, share: row }, sealed));
}

/** Closes a video's Share Page: its address answers 404 until it is published again. */
export async function unpublishVideo(ctx: RequestContext, nodeId: string): Promise<Share> {
  const { actor } = await requireVideo(ctx, nodeId);
  const changeId = newId("change");
  const db = ctx.db.write;
  const [, , , rows] = await db.batch([
    db
      .update(shares)
      .set({ publishedAt: null, changeId })
      .where(and(isSharePageOf(nodeId), isNotNull(shares.publishedAt), nodeStands(nodeId), actorStill(actor))),
    ...recordShare(ctx, { changeId, actorUserId: actor.user.id, action: "video.unpublished", topic: "share.changed" }),
    db.select().from(shares).where(isSharePageOf(nodeId)),
  ]);
  const [row] = rows;
  if (!row) throw new Problem("invalid_state", { logReason: "never published" });
  if (row.publishedAt !== null) throw new Problem("invalid_state", { logReason: "trashed or lost the role meanwhile" });
  if (row.changeId === changeId) kickOutbox(ctx);
  return presentShare(ctx, row);
}

async function requireVideo(ctx: RequestContext, nodeId: string): Promise<NodeAccess> {
  const access = await requireNode(ctx, nodeId, "edit", "content.share");
  if (access.node.kind !== "video") throw new Problem("not_found", { logReason: `a ${access.node.kind}` });
  return access;
}

function isSharePageOf(nodeId: string) {
  return and(eq(shares.nodeId, nodeId), eq(shares.isSharePage, true));
}
