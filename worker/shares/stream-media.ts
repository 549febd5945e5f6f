import type { RequestContext } from "../context.ts";
import { isKnown } from "../http/entity-tags.ts";
import { Problem } from "../http/problem.ts";
import { requireUpload, versionIn } from "../versions/require-upload.ts";
import { attachment } from "./attachment.ts";
import { requireShareView } from "./gate.ts";
import { guardedBytes, showsStill } from "./guarded-bytes.ts";
import { type MediaRange, mediaRange } from "./media-range.ts";
import { openPieces, type Span } from "./object-pieces.ts";
import type { ShareAsked } from "./share-asked.ts";
import { shareBytesHeaders } from "./share-bytes.ts";
import type { CollectionView, ShareView } from "./share-view.ts";

/**
 * The bytes of a share's video, whole or by range, for whoever the gate lets in, and only as long as it does; those of an
 * upload beside for whoever may go back to it.
 */
export async function streamMedia(
  ctx: RequestContext,
  asked: ShareAsked,
  request: Request,
  version?: string,
): Promise<Response> {
  const view = await requireShareView(ctx, asked);
  if (version === undefined) return stream(ctx, asked, view, request);
  if (!view.versions) throw new Problem("forbidden", { logReason: "may not go back" });
  const wanted = view.versions.find((one) => one.version === versionIn(version));
  if (!wanted) throw new Problem("not_found", { logReason: "no such version beside" });
  const media = await requireUpload(ctx, view.node.id, wanted.version);
  return stream(ctx, asked, { ...view, media }, request, mayGoBack);
}

function mayGoBack(view: ShareView | CollectionView): boolean {
  return view.kind === "item" && view.versions !== undefined;
}

/** The same to be kept as a file, where share and workspace allow it; 403 else. */
export async function downloadMedia(ctx: RequestContext, asked: ShareAsked, request: Request): Promise<Response> {
  const view = await requireShareView(ctx, asked);
  if (!view.mayDownload) throw new Problem("forbidden", { logReason: "no downloads" });
  const answer = await stream(ctx, asked, view, request);
  answer.headers.set("Content-Disposition", attachment(view));
  return answer;
}

async function stream(
  ctx: RequestContext,
  asked: ShareAsked,
  view: ShareView,
  request: Request,
  stillFor = showsStill(view),
): Promise<Response> {
  const { size, etag } = view.media;
  if (isKnown(request.headers.get("If-None-Match"), etag)) {
    return new Response(null, { status: 304, headers: mediaHeaders(view) });
  }
  const range = mediaRange(request, size, etag);
  const headers = new Headers(mediaHeaders(view));
  if (range.kind === "unsatisfiable") {
    headers.set("Content-Range", `bytes */${size}`);
    headers.delete("Content-Type");
    return new Response(null, { status: 416, headers });
  }
  const { offset, length } = span(range, size);
  if (range.kind === "part") headers.set("Content-Range", `bytes ${range.start}-${range.end}/${size}`);
  headers.set("Content-Length", String(length));
  const status = range.kind === "part" ? 206 : 200;
  if (request.method === "HEAD") return new Response(null, { status, headers });

  const pieces = await openPieces(ctx.env.MEDIA, view.media.r2Key, { offset, length });
  if (!pieces) throw new Problem("not_found", { logReason: "the object is not in the bucket" });
  return new Response(guardedBytes(ctx, asked, pieces, length, stillFor), { status, headers });
}

function mediaHeaders(view: ShareView): Record<string, string> {
  const { contentType, etag } = view.media;
  return { ...shareBytesHeaders(view, contentType), "Accept-Ranges": "bytes", ETag: etag };
}

function span(range: Exclude<MediaRange, { kind: "unsatisfiable" }>, size: number): Span {
  return range.kind === "all"
    ? { offset: 0, length: size }
    : { offset: range.start, length: range.end - range.start + 1 };
}
