import type { RequestContext } from "../context.ts";
import { requireShareView } from "../shares/gate.ts";
import { guardedBytes, showsStill } from "../shares/guarded-bytes.ts";
import type { ShareAsked } from "../shares/share-asked.ts";
import { shareBytesHeaders } from "../shares/share-bytes.ts";
import type { ShareView } from "../shares/share-view.ts";
import { choosePoster } from "./choose-poster.ts";
import { DEFAULT_POSTER, DEFAULT_POSTER_TYPE } from "./default-poster.ts";

const WIDEST = 1280;
const CHOSEN_BY = { Vary: "Accept, Cookie" };

/** The still picture of what is shared, for whoever the gate lets in; a plain one where there is none. */
export async function servePoster(
  ctx: RequestContext,
  asked: ShareAsked,
  width: string | undefined,
  accept: string | null,
): Promise<Response> {
  const view = await requireShareView(ctx, asked);
  const poster = stillPicture(view, Number(width) || WIDEST, accept);
  const object = poster ? await ctx.env.MEDIA.get(poster.r2Key) : null;
  if (!poster || !object) {
    return new Response(DEFAULT_POSTER, { headers: { ...shareBytesHeaders(view, DEFAULT_POSTER_TYPE), ...CHOSEN_BY } });
  }
  const headers = {
    ...shareBytesHeaders(view, poster.contentType),
    ...CHOSEN_BY,
    "Content-Length": String(object.size),
    ETag: poster.etag,
  };
  return new Response(guardedBytes(ctx, asked, [object.body], object.size, showsStill(view)), { headers });
}

/** An avatar is its own picture, sent smaller where it has one made that is wide enough. */
function stillPicture({ node, media, posters }: ShareView, width: number, accept: string | null) {
  if (node.kind !== "avatar") return choosePoster(posters, width, accept);
  const wideEnough = posters.filter((poster) => poster.width >= width);
  return choosePoster(wideEnough, width, accept) ?? media;
}
