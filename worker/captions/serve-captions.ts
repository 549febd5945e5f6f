import { canonicalLanguage } from "../../shared/api/captions.ts";
import { chaptersText } from "../chapters/read-chapters.ts";
import type { RequestContext } from "../context.ts";
import { Problem } from "../http/problem.ts";
import { requireShareView } from "../shares/gate.ts";
import { guardedBytes, showsStill } from "../shares/guarded-bytes.ts";
import type { ShareAsked } from "../shares/share-asked.ts";
import { shareBytesHeaders } from "../shares/share-bytes.ts";
import type { ShareView } from "../shares/share-view.ts";
import { WEBVTT_TYPE } from "./read-captions.ts";

/** Captions or chapters of a share's video, named as `{language}.vtt`, for whoever the gate lets in. */
export async function serveCaptions(
  ctx: RequestContext,
  asked: ShareAsked,
  { file, kind }: { file: string; kind: string | undefined },
): Promise<Response> {
  const view = await requireShareView(ctx, asked);
  const language = canonicalLanguage(/^([A-Za-z\d-]+)\.vtt$/.exec(file)?.[1] ?? "");
  if (kind === "chapters") return serveChapters(view, language);
  const track = view.captions.find((known) => known.language === language);
  const object = track ? await ctx.env.MEDIA.get(track.r2Key) : null;
  if (!object) throw new Problem("not_found", { logReason: track ? "the object is gone" : "no such captions" });
  const headers = { ...shareBytesHeaders(view, WEBVTT_TYPE), "Content-Length": String(object.size) };
  return new Response(guardedBytes(ctx, asked, [object.body], object.size, showsStill(view)), { headers });
}

/** Few and at hand: nothing is streamed that a gate could cut. */
function serveChapters(view: ShareView, language: string | undefined): Response {
  const track = view.chapters.find((known) => known.language === language);
  if (!track) throw new Problem("not_found", { logReason: "no such chapters" });
  return new Response(chaptersText(track, view.media.duration), { headers: shareBytesHeaders(view, WEBVTT_TYPE) });
}
