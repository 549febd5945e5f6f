import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { Share, ShareRules } from "../../shared/api/shares.ts";
import { newId } from "../../shared/ids.ts";
import { nodeStands } from "../content/node-path.ts";
import { type NodeAccess, requireNode } from "../content/require-node.ts";
import type { RequestContext } from "../context.ts";
import { media } from "../db/schema/nodes.ts";
import { shares } from "../db/schema/shares.ts";
import { Problem } from "../http/problem.ts";
import { actorStill } from "../members/actor-still.ts";
import { kickOutbox } from "../outbox/kick.ts";
import { toBase64Url } from "../secrets/derive.ts";
import { lacksPassword, type SealedRules, sealRules, writeRules } from "../shares/change-share.ts";
import { presentShare } from "../shares/present.ts";
import { recordShare } from "../shares/record-share.ts";

const SLUG_BYTES = 16;

/**
 * Gives a video its Share Page, or opens the one it had under its old address: `restricted` unless said
 * otherwise. One that is live already keeps its rules unless others are named. 409 `no_media` without media.
 */
export async function publishVideo(ctx: RequestContext, nodeId: string, rules: ShareRules): Promise<Share> {
  const access = await requireVideo(ctx, nodeId);
  if (!access.media) throw new Problem("no_media");
  const userId = access.actor.user.id;
  const sealed = await sealRules(ctx, userId, rules);
  const changeId = newId("change");
  const db = ctx.db.write;
  const [, , , rows] = await db.batch([
    insertOrReopen(ctx, access, sealed, changeId),
    ...recordShare(ctx, { changeId, actorUserId: userId, action: "video.published", topic: "video.published" }),
    db.select().from(shares).where(isSharePageOf(nodeId)),
  ]);
  const [row] = rows;
  if (lacksPassword(rules, row)) throw new Problem("password_required");
  const isLive = row && row.publishedAt !== null && row.endedAt === null;
  if (!isLive) throw new Problem("invalid_state", { logReason: "trashed or lost the role meanwhile" });
  const isPublished = row.changeId === changeId;
  if (isPublished) kickOutbox(ctx);
  const asked = sealed.visibility ?? row.visibility;
  const isSo = asked === row.visibility && sealed.passwordHash === undefined;
  return presentShare(ctx, isPublished || isSo ? row : await writeRules(ctx, access, row.id, sealed));
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

/** Writes nothing where the page is live, which is no new publication, nor where a password is wanted and there is none. */
function insertOrReopen(ctx: RequestContext, access: NodeAccess, rules: SealedRules, changeId: string) {
  const { actor, node } = access;
  const { visibility = "restricted", passwordHash = null } = rules;
  const slug = toBase64Url(crypto.getRandomValues(new Uint8Array(SLUG_BYTES)));
  // SQLite checks the row to insert before it finds the conflict: the hash that is there must stand in it.
  const hash = sql`COALESCE(${passwordHash}, (SELECT known.password_hash FROM ${shares} AS known
    WHERE known.node_id = ${node.id} AND known.is_share_page = 1))`;
  const raised = passwordHash === null ? 0 : 1;
  return ctx.db.write.run(sql`INSERT INTO ${shares}
    (id, workspace_id, node_id, slug, visibility, is_share_page, password_hash, password_version, published_at,
      created_by, created_at, change_id)
    SELECT ${newId("share")}, ${node.workspaceId}, ${node.id}, ${slug}, ${visibility}, 1, ${hash}, ${raised}, ${ctx.now},
      ${actor.membership.id}, ${ctx.now}, ${changeId}
    WHERE ${nodeStands(node.id)} AND ${actorStill(actor)}
      AND EXISTS (SELECT 1 FROM ${media} AS m WHERE m.node_id = ${node.id})
      AND (${visibility} <> 'password' OR ${hash} IS NOT NULL)
    ON CONFLICT (node_id) WHERE is_share_page = 1 DO UPDATE
      SET published_at = excluded.published_at, ended_at = NULL, visibility = excluded.visibility,
        password_hash = excluded.password_hash, password_version = password_version + ${raised},
        change_id = excluded.change_id
      WHERE published_at IS NULL OR ended_at IS NOT NULL`);
}
