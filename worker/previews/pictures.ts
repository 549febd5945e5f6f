import type { RequestContext } from "../context.ts";
import { surfacePath } from "../pages/surface-path.ts";
import { DEFAULT_POSTER_SIZE } from "../posters/default-poster.ts";
import type { ShareView } from "../shares/share-view.ts";
import type { Size } from "./fit-within.ts";
import { sizeOf } from "./player-size.ts";

/** A still picture of what is shared, where other sites find it. */
export type Picture = Size & { url: string };

/** The pictures there are of one thing, the widest first: an avatar is its own. */
export function picturesOf({ settings }: RequestContext, view: ShareView): Picture[] {
  const { node, media, posters } = view;
  const own = sizeOf(media) ?? DEFAULT_POSTER_SIZE;
  const at = (path: string, size: Size) => ({ url: `${settings.publicUrl}${path}`, ...size });
  if (node.kind === "avatar") return [at(surfacePath(view, "/media"), own)];
  if (posters.length === 0) return [at(surfacePath(view, "/poster"), DEFAULT_POSTER_SIZE)];
  const widths = [...new Set(posters.map(({ width }) => width))].sort((a, b) => b - a);
  return widths.map((width) => {
    const height = Math.round((width * own.height) / own.width);
    return at(surfacePath(view, "/poster", { w: String(width) }), { width, height });
  });
}
