import { and, eq } from "drizzle-orm";
import type { RequestContext } from "../context.ts";
import { captionTracks } from "../db/schema/nodes.ts";
import { Problem } from "../http/problem.ts";
import { storedBytesHeaders } from "../http/stored-bytes.ts";
import { TAGGED } from "../http/versions.ts";
import { captionsTag } from "./present.ts";
import { requireCaptioned, requireLanguage } from "./require-captioned.ts";

export const WEBVTT_TYPE = "text/vtt; charset=utf-8";

export function taggedFile(etag: string): Record<string, string> {
  return { ...storedBytesHeaders(WEBVTT_TYPE), "Cache-Control": TAGGED, ETag: etag };
}

/** The clean WebVTT of a video in one language, for whoever may view the video. */
export async function readCaptions(ctx: RequestContext, nodeId: string, tag: string): Promise<Response> {
  await requireCaptioned(ctx, nodeId, "view");
  const language = requireLanguage(tag);
  const [track] = await ctx.db.read
    .select({ r2Key: captionTracks.r2Key })
    .from(captionTracks)
    .where(and(eq(captionTracks.nodeId, nodeId), eq(captionTracks.language, language)));
  const object = track ? await ctx.env.MEDIA.get(track.r2Key) : null;
  if (!track || !object)
    throw new Problem("not_found", { logReason: track ? "the object is gone" : `no captions in ${language}` });
  return new Response(await object.arrayBuffer(), { headers: taggedFile(captionsTag(track)) });
}
