import { and, eq, sql } from "drizzle-orm";
import type { CaptionTrack } from "../../shared/api/captions.ts";
import type { Chapter } from "../../shared/chapters/chapter.ts";
import { newId } from "../../shared/ids.ts";
import { CAPTION_TRACKS_MAX, CHAPTERS_MAX } from "../../shared/limits.ts";
import { auditChange, jsonData } from "../audit/record-change.ts";
import { expectedTrack } from "../captions/expected-track.ts";
import { requireCaptioned, requireLanguage } from "../captions/require-captioned.ts";
import { mayStill } from "../content/level-sql.ts";
import type { RequestContext } from "../context.ts";
import { chapterTracks, nodes } from "../db/schema/nodes.ts";
import { Problem } from "../http/problem.ts";
import type { Expected } from "../http/versions.ts";
import { chaptersTag, presentChapters } from "./present.ts";

/**
 * Takes chapters as those of a video or voice in one language, in the place of those that were there; the write carries
 * every precondition.
 */
export async function putChapters(
  ctx: RequestContext,
  nodeId: string,
  tag: string,
  chapters: readonly Chapter[],
  expected?: Expected,
): Promise<{ track: CaptionTrack; isNew: boolean; etag: string }> {
  const { actor, media } = await requireCaptioned(ctx, nodeId, "edit");
  const language = requireLanguage(tag);
  if (chapters.length > CHAPTERS_MAX) throw tooMany();
  const isStill = await expectedTrack(ctx, { kind: "chapters", nodeId, language }, expected);
  const changeId = newId("change");
  const db = ctx.db.write;
  const isTrack = and(eq(chapterTracks.nodeId, nodeId), eq(chapterTracks.language, language));
  const isWritten = sql`EXISTS (SELECT 1 FROM ${chapterTracks} AS now WHERE now.node_id = ${nodeId}
    AND now.change_id = ${changeId})`;
  const [before, , , , [row]] = await db.batch([
    db.select({ one: sql`1` }).from(chapterTracks).where(isTrack),
    db.run(sql`INSERT INTO ${chapterTracks} (node_id, language, chapters, updated_at, change_id)
      SELECT ${nodeId}, ${language}, ${JSON.stringify(chapters)}, ${ctx.now}, ${changeId}
      WHERE ${mayStill(actor, nodeId, "edit")} AND (SELECT count(*) FROM ${chapterTracks} AS other
        WHERE other.node_id = ${nodeId} AND other.language <> ${language}) < ${CAPTION_TRACKS_MAX}
        AND ${isStill ?? sql`1`}
      ON CONFLICT (node_id, language) DO UPDATE
        SET chapters = excluded.chapters, updated_at = excluded.updated_at, change_id = excluded.change_id`),
    db
      .update(nodes)
      .set({ updatedAt: ctx.now, changeId })
      .where(and(eq(nodes.id, nodeId), isWritten)),
    auditChange(ctx, {
      table: "nodes",
      changeId,
      actorUserId: actor.user.id,
      action: "chapters.put",
      data: jsonData({ language, chapters: chapters.length }),
    }),
    db
      .select()
      .from(chapterTracks)
      .where(and(isTrack, eq(chapterTracks.changeId, changeId))),
  ]);
  if (row) {
    const etag = chaptersTag(row, media?.duration ?? null);
    return { track: presentChapters(row), isNew: before.length === 0, etag };
  }
  // What was judged a moment ago has changed; judged again it says how.
  await requireCaptioned(ctx, nodeId, "edit");
  if (isStill) throw new Problem("precondition_failed");
  throw new Problem("invalid_state", { logReason: "as many languages as a video takes" });
}

function tooMany(): Problem {
  const detail = `There are more than ${CHAPTERS_MAX} chapters.`;
  return new Problem("invalid_captions", { errors: [{ pointer: "", code: "too_many_chapters", detail }] });
}
