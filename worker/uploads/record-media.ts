import { and, eq, type SQL, sql } from "drizzle-orm";
import { newId } from "../../shared/ids.ts";
import { auditChange, jsonData } from "../audit/record-change.ts";
import { nodeStands } from "../content/node-path.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { keptMedia, media, nodes, posters } from "../db/schema/nodes.ts";
import { droppedObjects } from "../db/schema/objects.ts";
import { dropOldest, keepMedia } from "../versions/move-media.ts";
import { keepTracks } from "../versions/move-tracks.ts";
import type { ProbedMedia } from "./probed-media.ts";
import type { UploadClaim } from "./upload-claim.ts";

export type StoredMedia = ProbedMedia & { fastStart: boolean | null; r2Key: string; size: number; etag: string };

/**
 * Makes an upload its node's media in place of the one before, which is kept, once however often it is tried. False when the node is of
 * another kind or was trashed, or its uploader lost their place, while the bytes were on their way,
 * or another upload has taken its place already.
 */
export async function recordMedia(ctx: RequestContext, claim: UploadClaim, stored: StoredMedia): Promise<boolean> {
  const { nodeId, membershipId, role, signedInAt, userId } = claim;
  const changeId = newId("change");
  const before = sql`moved.node_id = ${nodeId} AND moved.version < ${versionOf(stored)}`;
  const db = ctx.db.write;
  await db.batch([
    db.run(sql`INSERT INTO ${media}
      (node_id, version, r2_key, content_type, size, duration, width, height, fast_start, etag, uploaded_at)
      SELECT ${nodeId}, (SELECT coalesce(max(m.version), 0) + 1 FROM
        (SELECT version FROM ${media} WHERE node_id = ${nodeId}
          UNION ALL SELECT version FROM ${keptMedia} WHERE node_id = ${nodeId}) AS m),
        ${stored.r2Key}, ${stored.contentType}, ${stored.size}, ${stored.duration}, ${stored.width}, ${stored.height},
        ${stored.fastStart === null ? null : Number(stored.fastStart)}, ${stored.etag}, ${ctx.now}
      WHERE EXISTS (SELECT 1 FROM ${nodes} AS n WHERE n.id = ${nodeId} AND n.kind = ${stored.kind}) AND ${nodeStands(nodeId)}
        AND EXISTS (SELECT 1 FROM ${memberships} AS m WHERE m.id = ${membershipId} AND m.status = 'active' AND m.role = ${role}
          AND ${signedInAt} > coalesce(m.sign_in_after, 0))
        AND NOT EXISTS (SELECT 1 FROM ${keptMedia} AS k WHERE k.r2_key = ${stored.r2Key})
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
    ...keepTracks(ctx, before),
    ...keepMedia(ctx, before),
    dropOldest(ctx, nodeId),
    db.delete(posters).where(and(eq(posters.nodeId, nodeId), madeOfAnother(stored))),
  ]);
  return isNamed(ctx, stored.r2Key);
}

function versionOf({ r2Key }: StoredMedia): SQL {
  return sql`(SELECT m.version FROM ${media} AS m WHERE m.r2_key = ${r2Key})`;
}

/** What an avatar was made smaller to shows the picture before. */
function madeOfAnother({ kind, r2Key }: StoredMedia): SQL {
  return sql`${kind} = 'avatar'
    AND ${posters.updatedAt} <= (SELECT m.uploaded_at FROM ${media} AS m WHERE m.r2_key = ${r2Key})`;
}

async function isNamed(ctx: RequestContext, r2Key: string): Promise<boolean> {
  const { write } = ctx.db;
  const [played, kept] = await write.batch([
    write.select({ version: media.version }).from(media).where(eq(media.r2Key, r2Key)),
    write.select({ version: keptMedia.version }).from(keptMedia).where(eq(keptMedia.r2Key, r2Key)),
  ]);
  return played.length + kept.length > 0;
}

/** Whether an object is, or was, the media of a node: then it is no longer the upload's to delete. */
export async function isRecorded(ctx: RequestContext, r2Key: string): Promise<boolean> {
  const { read } = ctx.db;
  const [named, kept, dropped] = await read.batch([
    read.select({ r2Key: media.r2Key }).from(media).where(eq(media.r2Key, r2Key)),
    read.select({ r2Key: keptMedia.r2Key }).from(keptMedia).where(eq(keptMedia.r2Key, r2Key)),
    read.select({ r2Key: droppedObjects.r2Key }).from(droppedObjects).where(eq(droppedObjects.r2Key, r2Key)),
  ]);
  return named.length + kept.length + dropped.length > 0;
}
