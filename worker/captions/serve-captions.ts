import { canonicalLanguage } from "../../shared/api/captions.ts";
import type { RequestContext } from "../context.ts";
import { Problem } from "../http/problem.ts";
import { requireShareView } from "../shares/gate.ts";
import { guardedBytes } from "../shares/guarded-bytes.ts";
import type { ShareAsked } from "../shares/share-asked.ts";
import { shareBytesHeaders } from "../shares/share-bytes.ts";
import { WEBVTT_TYPE } from "./read-captions.ts";

/** Captions of a share's video, named as `{language}.vtt`, for whoever the gate lets in. */
export async function serveCaptions(ctx: RequestContext, asked: ShareAsked, file: string): Promise<Response> {
  const view = await requireShareView(ctx, asked);
  const language = canonicalLanguage(/^([A-Za-z\d-]+)\.vtt$/.exec(file)?.[1] ?? "");
  const track = view.captions.find((known) => known.language === language);
  const object = track ? await ctx.env.MEDIA.get(track.r2Key) : null;
  if (!object) throw new Problem("not_found", { logReason: track ? "the object is gone" : "no such captions" });
  const headers = { ...shareBytesHeaders(view, WEBVTT_TYPE), "Content-Length": String(object.size) };
  return new Response(guardedBytes(ctx, asked, [object.body], object.size), { headers });
}
