import type { orderTracks } from "../captions/order-tracks.ts";
import type { RequestContext } from "../context.ts";
import type { ShareView } from "../shares/share-view.ts";
import { SharePicture } from "./share-picture.tsx";
import { ShareSound } from "./share-sound.tsx";
import { posterOf, ShareVideo } from "./share-video.tsx";
import { surfacePath } from "./surface-path.ts";

export type ShareMediaProps = {
  ctx: RequestContext;
  view: ShareView;
  captions: ReturnType<typeof orderTracks>;
};

/** What is shared, as its kind is shown. */
export function ShareMedia(props: ShareMediaProps) {
  const { kind } = props.view.node;
  if (kind === "avatar") return <SharePicture {...props} />;
  return kind === "voice" ? <ShareSound {...props} /> : <ShareVideo {...props} />;
}

/** In the head of a page: the picture that is to be there first. */
export function PreloadedPicture({ view }: { view: ShareView }) {
  const href = pictureToPreload(view);
  return href === undefined ? null : <link rel="preload" as="image" href={href} fetchpriority="high" />;
}

function pictureToPreload(view: ShareView): string | undefined {
  const { node, posters } = view;
  if (node.kind === "avatar") return surfacePath(view, "/media");
  return node.kind === "video" && posters.length > 0 ? posterOf(view) : undefined;
}
