import { and, asc, eq, gt } from "drizzle-orm";
import type { InferOutput } from "valibot";
import type { CaptionTrack, captionsListQuery } from "../../shared/api/captions.ts";
import type { Page } from "../../shared/api/fields.ts";
import type { RequestContext } from "../context.ts";
import { captionTracks } from "../db/schema/nodes.ts";
import { presentTrack } from "./present.ts";
import { requireCaptioned } from "./require-captioned.ts";

/** The languages a video has captions in, by their tags. */
export async function listCaptions(
  ctx: RequestContext,
  nodeId: string,
  { limit, cursor }: InferOutput<typeof captionsListQuery>,
): Promise<Page<CaptionTrack>> {
  await requireCaptioned(ctx, nodeId, "view");
  const rows = await ctx.db.read
    .select()
    .from(captionTracks)
    .where(and(eq(captionTracks.nodeId, nodeId), cursor ? gt(captionTracks.language, cursor) : undefined))
    .orderBy(asc(captionTracks.language))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  return {
    items: shown.map(presentTrack),
    nextCursor: rows.length > limit ? (shown.at(-1)?.language ?? null) : null,
  };
}
