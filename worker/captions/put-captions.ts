import { and, eq, type SQL, sql } from "drizzle-orm";
import type { InferOutput } from "valibot";
import type { CaptionsTaken, captionsQuery } from "../../shared/api/captions.ts";
import { chaptersOf } from "../../shared/chapters/chapter.ts";
import { newId } from "../../shared/ids.ts";
import { CAPTION_TRACKS_MAX } from "../../shared/limits.ts";
import { serialiseWebVtt } from "../../shared/webvtt/serialise.ts";
import { auditChange, jsonData } from "../audit/record-change.ts";
import { putChapters } from "../chapters/put-chapters.ts";
import { mayStill } from "../content/level-sql.ts";
import type { NodeAccess } from "../content/require-node.ts";
import type { RequestContext } from "../context.ts";
import { captionTracks, nodes } from "../db/schema/nodes.ts";
import { Problem } from "../http/problem.ts";
import type { Expected } from "../http/versions.ts";
import { dropUnnamed } from "../objects/named-objects.ts";
import { type StoredObject, storeObject } from "../uploads/store-object.ts";
import { expectedTrack } from "./expected-track.ts";
import { captionsTag, ownNameOf, presentTrack } from "./present.ts";
import { type CaptionsRead, readCaptionsFile } from "./read-file.ts";
import { requireCaptioned, requireLanguage } from "./require-captioned.ts";

type Asked = InferOutput<typeof captionsQuery>;
/** Read only from whoever may send it. */
type CaptionsFile = Pick<Blob, "type" | "arrayBuffer">;
type TrackPut = { captions: CaptionsTaken; isNew: boolean; etag: string };
type Stored = StoredObject & { language: string; cues: number };

/**
 * Takes a captions file as a video's captions in one language, in the place of those that were there, or as its chapters
 * where it is asked to or says that itself. Of two sent at once one stays, whole. `isNew` where the language had none; `etag`
 * is that of reading them.
 */
export async function putCaptions(
  ctx: RequestContext,
  nodeId: string,
  tag: string,
  asked: Asked,
  file: CaptionsFile,
  expected?: Expected,
): Promise<TrackPut> {
  const access = await requireCaptioned(ctx, nodeId, "edit");
  const language = requireLanguage(tag);
  const { kind, cues, dropped } = readCaptionsFile(file.type, await file.arrayBuffer());
  if ((asked.kind ?? kind) === "chapters")
    return putAsChapters(ctx, { nodeId, language, expected }, asked, { cues, dropped });
  const isStill = await expectedTrack(ctx, { kind: "captions", nodeId, language }, expected);
  const object = await storeObject(ctx, `captions/${nodeId}`, serialiseWebVtt(cues));
  const { isNew, row } = await swap(ctx, access, { language, cues: cues.length, ...object }, asked, isStill);
  if (row) return { captions: { ...presentTrack(row), dropped }, isNew, etag: captionsTag(row) };
  // What was judged a moment ago has changed; judged again it says how.
  await requireCaptioned(ctx, nodeId, "edit");
  if (isStill) throw new Problem("precondition_failed");
  throw new Problem("invalid_state", { logReason: "as many languages as a video takes" });
}

async function putAsChapters(
  ctx: RequestContext,
  { nodeId, language, expected }: { nodeId: string; language: string; expected: Expected },
  { label, default: isDefault }: Asked,
  { cues, dropped }: Pick<CaptionsRead, "cues" | "dropped">,
): Promise<TrackPut> {
  const named = [label === undefined ? [] : ["label"], isDefault === undefined ? [] : ["default"]].flat();
  if (named.length > 0) {
    const detail = "Chapters have none of their own.";
    throw new Problem("invalid_request", {
      errors: named.map((name) => ({ pointer: `/query/${name}`, code: "of_captions", detail })),
    });
  }
  const { track, ...put } = await putChapters(ctx, nodeId, language, chaptersOf(cues), expected);
  return { captions: { ...track, dropped }, ...put };
}

async function swap(ctx: RequestContext, { actor, node }: NodeAccess, stored: Stored, asked: Asked, isStill?: SQL) {
  const { language, cues, r2Key, etag } = stored;
  const { label = null, default: isDefault = null } = asked;
  const changeId = newId("change");
  const db = ctx.db.write;
  const isTrack = and(eq(captionTracks.nodeId, node.id), eq(captionTracks.language, language));
  const isWritten = sql`EXISTS (SELECT 1 FROM ${captionTracks} AS now WHERE now.r2_key = ${r2Key})`;
  const [before, , , , , rows] = await db.batch([
    db.select({ one: sql`1` }).from(captionTracks).where(isTrack),
    db.run(sql`INSERT INTO ${captionTracks} (node_id, language, label, is_default, cues, r2_key, etag, updated_at)
      SELECT ${node.id}, ${language}, ${label ?? ownNameOf(language)}, ${isDefault ?? false}, ${cues}, ${r2Key},
        ${etag}, ${ctx.now}
      WHERE ${mayStill(actor, node.id, "edit")} AND (SELECT count(*) FROM ${captionTracks} AS other
        WHERE other.node_id = ${node.id} AND other.language <> ${language}) < ${CAPTION_TRACKS_MAX}
        AND ${isStill ?? sql`1`}
      ON CONFLICT (node_id, language) DO UPDATE
        SET label = coalesce(${label}, label), is_default = coalesce(${isDefault}, is_default), cues = excluded.cues,
          r2_key = excluded.r2_key, etag = excluded.etag, updated_at = excluded.updated_at`),
    db.run(sql`UPDATE ${captionTracks} SET is_default = 0
      WHERE node_id = ${node.id} AND language <> ${language} AND is_default = 1 AND EXISTS (
        SELECT 1 FROM ${captionTracks} AS now WHERE now.r2_key = ${r2Key} AND now.is_default = 1)`),
    db
      .update(nodes)
      .set({ updatedAt: ctx.now, changeId })
      .where(and(eq(nodes.id, node.id), isWritten)),
    auditChange(ctx, {
      table: "nodes",
      changeId,
      actorUserId: actor.user.id,
      action: "captions.put",
      data: jsonData({ language, cues }),
    }),
    db.select().from(captionTracks).where(eq(captionTracks.r2Key, r2Key)),
    dropUnnamed(ctx, [r2Key]),
  ]);
  return { isNew: before.length === 0, row: rows[0] };
}
