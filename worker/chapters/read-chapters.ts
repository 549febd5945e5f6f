import { and, desc, eq } from "drizzle-orm";
import { cuesOf } from "../../shared/chapters/chapter.ts";
import { serialiseWebVtt } from "../../shared/webvtt/serialise.ts";
import { taggedFile } from "../captions/read-captions.ts";
import { requireCaptioned, requireLanguage } from "../captions/require-captioned.ts";
import type { RequestContext } from "../context.ts";
import { chapterTracks, media } from "../db/schema/nodes.ts";
import { Problem } from "../http/problem.ts";
import { type ChapterTrackRow, chaptersTag } from "./present.ts";

/** The chapters of a video or voice in one language as WebVTT, for whoever may view it. */
export async function readChapters(ctx: RequestContext, nodeId: string, tag: string): Promise<Response> {
  await requireCaptioned(ctx, nodeId, "view");
  const language = requireLanguage(tag);
  const db = ctx.db.read;
  const [[track], [newest]] = await db.batch([
    db
      .select()
      .from(chapterTracks)
      .where(and(eq(chapterTracks.nodeId, nodeId), eq(chapterTracks.language, language))),
    db
      .select({ duration: media.duration })
      .from(media)
      .where(eq(media.nodeId, nodeId))
      .orderBy(desc(media.version))
      .limit(1),
  ]);
  if (!track) throw new Problem("not_found", { logReason: `no chapters in ${language}` });
  const duration = newest?.duration ?? null;
  return new Response(chaptersText(track, duration), { headers: taggedFile(chaptersTag(track, duration)) });
}

/** Chapters as a file; `duration`, in seconds, ends the last of them. */
export function chaptersText({ chapters }: Pick<ChapterTrackRow, "chapters">, duration: number | null): string {
  return serialiseWebVtt(cuesOf(chapters, duration === null ? null : Math.round(duration * 1_000)), "chapters");
}
