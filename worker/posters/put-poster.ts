import { and, eq, lt, ne, or, sql } from "drizzle-orm";
import type { Poster, PosterWidth } from "../../shared/api/posters.ts";
import { newId } from "../../shared/ids.ts";
import { POSTER_SET_WITHIN } from "../../shared/limits.ts";
import { auditChange, jsonData } from "../audit/record-change.ts";
import { mayStill } from "../content/level-sql.ts";
import { type NodeAccess, requireNode } from "../content/require-node.ts";
import type { RequestContext } from "../context.ts";
import { nodes, posters } from "../db/schema/nodes.ts";
import { Problem } from "../http/problem.ts";
import { dropUnnamed } from "../objects/named-objects.ts";
import { type StoredObject, storeObject } from "../uploads/store-object.ts";
import { type PictureType, pictureType } from "./picture-type.ts";

type Stored = StoredObject & { width: PosterWidth; contentType: PictureType };

/**
 * Takes a picture as the poster of a video, or as an avatar made smaller, in one width. One of the same type is replaced; others stay beside it, to be
 * chosen from, unless they are of an earlier poster. `isNew` where the width had none of this type.
 */
export async function putPoster(
  ctx: RequestContext,
  nodeId: string,
  width: PosterWidth,
  request: Request,
): Promise<{ poster: Poster; isNew: boolean }> {
  const access = await requirePictured(ctx, nodeId);
  const bytes = await request.arrayBuffer();
  const contentType = pictureType(new Uint8Array(bytes));
  if (!contentType) throw new Problem("unsupported_media_type", { logReason: "no picture by its content" });
  const object = await storeObject(ctx, `posters/${nodeId}`, bytes);
  const { isWritten, isNew } = await swap(ctx, access, { width, contentType, ...object });
  if (isWritten) return { poster: { nodeId, width, contentType, size: object.size }, isNew };
  // What was judged a moment ago has changed; judged again it says how.
  await requirePictured(ctx, nodeId);
  throw new Problem("invalid_state", { logReason: "changed meanwhile, and back again" });
}

async function requirePictured(ctx: RequestContext, nodeId: string): Promise<NodeAccess> {
  const access = await requireNode(ctx, nodeId, "edit");
  if (access.node.kind !== "video" && access.node.kind !== "avatar") {
    throw new Problem("invalid_state", { logReason: `a ${access.node.kind} has no poster` });
  }
  return access;
}

async function swap(ctx: RequestContext, { actor, node }: NodeAccess, stored: Stored) {
  const { width, contentType, r2Key, size, etag } = stored;
  const changeId = newId("change");
  const db = ctx.db.write;
  const isSame = and(eq(posters.width, width), eq(posters.contentType, contentType));
  const isReplaced = and(eq(posters.nodeId, node.id), or(isSame, lt(posters.updatedAt, ctx.now - POSTER_SET_WITHIN)));
  const isWritten = sql`EXISTS (SELECT 1 FROM ${posters} AS now WHERE now.r2_key = ${r2Key})`;
  const [before, , , , , written] = await db.batch([
    db
      .select({ one: sql`1` })
      .from(posters)
      .where(and(eq(posters.nodeId, node.id), isSame)),
    db.run(sql`INSERT INTO ${posters} (node_id, width, content_type, r2_key, size, etag, updated_at)
      SELECT ${node.id}, ${width}, ${contentType}, ${r2Key}, ${size}, ${etag}, ${ctx.now}
      WHERE ${mayStill(actor, node.id, "edit")}
      ON CONFLICT (node_id, width, content_type) DO UPDATE
        SET r2_key = excluded.r2_key, size = excluded.size, etag = excluded.etag, updated_at = excluded.updated_at`),
    db.delete(posters).where(and(isReplaced, ne(posters.r2Key, r2Key), isWritten)),
    db
      .update(nodes)
      .set({ updatedAt: ctx.now, changeId })
      .where(and(eq(nodes.id, node.id), isWritten)),
    auditChange(ctx, {
      table: "nodes",
      changeId,
      actorUserId: actor.user.id,
      action: "poster.put",
      data: jsonData({ width, contentType }),
    }),
    db.select({ r2Key: posters.r2Key }).from(posters).where(eq(posters.r2Key, r2Key)),
    dropUnnamed(ctx, [r2Key]),
  ]);
  return { isWritten: written.length > 0, isNew: before.length === 0 };
}
