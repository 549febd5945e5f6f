import { and, eq, lt, type SQL, sql } from "drizzle-orm";
import { newId } from "../../shared/ids.ts";
import { auditChange, jsonData } from "../audit/record-change.ts";
import { nodeStands } from "../content/node-path.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { media, nodes } from "../db/schema/nodes.ts";
import { droppedObjects } from "../db/schema/objects.ts";
import type { ProbedMedia } from "./probed-media.ts";
import type { UploadClaim } from "./upload-claim.ts";

export type StoredMedia = ProbedMedia & { fastStart: boolean | null; r2Key: string; size: number; etag: string };

/**
 * Makes an upload its node's media in place of the one before, once however often it is tried. False when the node is of
 * another kind or was trashed, or its uploader lost their place, while the bytes were on their way,
 * or another upload has taken its place already.
 */
export async function recordMedia(ctx: RequestContext, claim: UploadClaim, stored: StoredMedia): Promise<boolean> {
  const { nodeId, membershipId, role, userId } = claim;
  const changeId = newId("change");
  const db = ctx.db.write;
  const [, , , , recorded] = await db.batch([
    db.run(sql`INSERT INTO ${media}
      (node_id, version, r2_key, content_type, size, duration, width, height, fast_start, etag, uploaded_at)
      SELECT ${nodeId}, (SELECT coalesce(max(m.version), 0) + 1 FROM ${media} AS m WHERE m.node_id = ${nodeId}),
        ${stored.r2Key}, ${stored.contentType}, ${stored.size}, ${stored.duration}, ${stored.width}, ${stored.height},
        ${stored.fastStart === null ? null : Number(stored.fastStart)}, ${stored.etag}, ${ctx.now}
      WHERE EXISTS (SELECT 1 FROM ${nodes} AS n WHERE n.id = ${nodeId} AND n.kind = ${stored.kind}) AND ${nodeStands(nodeId)}
        AND EXISTS (SELECT 1 FROM ${memberships} AS m WHERE m.id = ${membershipId} AND m.status = 'active' AND m.role = ${role})
      ON CONFLICT (r2_key) DO NOTHING`),
    // Only where this try inserted: the next one finds the row and changes nothing.
    db
      .update(nodes)
      .set({ updatedAt: ctx.now, changeId })
      .where(and(eq(nodes.id, nodeId), sql`changes() = 1`)),
    auditChange(ctx, {
      table: "nodes",
      changeId,
      actorUserId: userId,
      action: "media.uploaded",
      data: jsonData({ contentType: stored.contentType, size: stored.size }),
    }),
    db.delete(media).where(and(eq(media.nodeId, nodeId), lt(media.version, versionOf(stored)))),
    db.select({ version: media.version }).from(media).where(eq(media.r2Key, stored.r2Key)),
  ]);
  return recorded.length > 0;
}

function versionOf({ r2Key }: StoredMedia): SQL {
  return sql`(SELECT m.version FROM ${media} AS m WHERE m.r2_key = ${r2Key})`;
}

/** Whether an object is, or was, the media of a node: then it is no longer the upload's to delete. */
export async function isRecorded(ctx: RequestContext, r2Key: string): Promise<boolean> {
  const { read } = ctx.db;
  const [named, dropped] = await read.batch([
    read.select({ r2Key: media.r2Key }).from(media).where(eq(media.r2Key, r2Key)),
    read.select({ r2Key: droppedObjects.r2Key }).from(droppedObjects).where(eq(droppedObjects.r2Key, r2Key)),
  ]);
  return named.length + dropped.length > 0;
}
