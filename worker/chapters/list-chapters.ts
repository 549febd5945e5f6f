import { and, asc, eq, gt } from "drizzle-orm";
import type { InferOutput } from "valibot";
import type { CaptionTrack, captionsListQuery } from "../../shared/api/captions.ts";
import type { Page } from "../../shared/api/fields.ts";
import { requireCaptioned } from "../captions/require-captioned.ts";
import type { RequestContext } from "../context.ts";
import { chapterTracks } from "../db/schema/nodes.ts";
import { presentChapters } from "./present.ts";

/** The languages that a video or voice has chapters in, by their tags. */
export async function listChapters(
  ctx: RequestContext,
  nodeId: string,
  { limit, cursor }: InferOutput<typeof captionsListQuery>,
): Promise<Page<CaptionTrack>> {
  await requireCaptioned(ctx, nodeId, "view");
  const rows = await ctx.db.read
    .select()
    .from(chapterTracks)
    .where(and(eq(chapterTracks.nodeId, nodeId), cursor ? gt(chapterTracks.language, cursor) : undefined))
    .orderBy(asc(chapterTracks.language))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  return {
    items: shown.map(presentChapters),
    nextCursor: rows.length > limit ? (shown.at(-1)?.language ?? null) : null,
  };
}
