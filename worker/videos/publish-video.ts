import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { Share } from "../../shared/api/shares.ts";
import { newId } from "../../shared/ids.ts";
import type { Visibility } from "../../shared/policy/share-access.ts";
import { nodeStands } from "../content/node-path.ts";
import { type NodeAccess, requireNode } from "../content/require-node.ts";
import type { RequestContext } from "../context.ts";
import { media } from "../db/schema/nodes.ts";
import { shares } from "../db/schema/shares.ts";
import { Problem } from "../http/problem.ts";
import { actorStill } from "../members/actor-still.ts";
import { kickOutbox } from "../outbox/kick.ts";
import { toBase64Url } from "../secrets/derive.ts";
import { setVisibility } from "../shares/change-share.ts";
import { presentShare } from "../shares/present.ts";
import { recordShare } from "../shares/record-share.ts";

const SLUG_BYTES = 16;

/**
 * Gives a video its Share Page, or opens the one it had under its old address: `restricted` unless said
 * otherwise. One that is live already keeps its visibility unless another is named. 409 `no_media` without media.
 */
export async function publishVideo(
  ctx: RequestContext,
  nodeId: string,
  visibility: Visibility | undefined,
): Promise<Share> {
  const access = await requireVideo(ctx, nodeId);
  if (!access.media) throw new Problem("no_media");
  const changeId = newId("change");
  const db = ctx.db.write;
  const [, , , rows] = await db.batch([
    insertOrReopen(ctx, access, visibility ?? "restricted", changeId),
    ...recordShare(ctx, {
      changeId,
      actorUserId: access.actor.user.id,
      action: "video.published",
      topic: "video.published",
    }),
    db.select().from(shares).where(isSharePageOf(nodeId)),
  ]);
  const [row] = rows;
  const isLive = row && row.publishedAt !== null && row.endedAt === null;
  if (!isLive) throw new Problem("invalid_state", { logReason: "trashed or lost the role meanwhile" });
  if (row.changeId === changeId) kickOutbox(ctx);
  const asked = visibility ?? row.visibility;
  if (visibility === undefined || asked === row.visibility) return presentShare(ctx, row);
  return presentShare(ctx, await setVisibility(ctx, access, row.id, visibility));
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

/** Writes nothing where the page is live: that is no new publication. */
function insertOrReopen(ctx: RequestContext, access: NodeAccess, visibility: Visibility, changeId: string) {
  const { actor, node } = access;
  const slug = toBase64Url(crypto.getRandomValues(new Uint8Array(SLUG_BYTES)));
  return ctx.db.write.run(sql`INSERT INTO ${shares}
    (id, workspace_id, node_id, slug, visibility, is_share_page, published_at, created_by, created_at, change_id)
    SELECT ${newId("share")}, ${node.workspaceId}, ${node.id}, ${slug}, ${visibility}, 1, ${ctx.now},
      ${actor.membership.id}, ${ctx.now}, ${changeId}
    WHERE ${nodeStands(node.id)} AND ${actorStill(actor)}
      AND EXISTS (SELECT 1 FROM ${media} AS m WHERE m.node_id = ${node.id})
    ON CONFLICT (node_id) WHERE is_share_page = 1 DO UPDATE
      SET published_at = excluded.published_at, ended_at = NULL, visibility = excluded.visibility,
        change_id = excluded.change_id
      WHERE published_at IS NULL OR ended_at IS NOT NULL`);
}
