import type { orderTracks } from "../captions/order-tracks.ts";
import type { ChaptersShown } from "../chapters/choose-chapters.ts";
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
  chapters?: ChaptersShown | undefined;
  /** Seconds to start at, for the page without its script. */
  startsAt?: number | undefined;
};

/** What is shared, as its kind is shown. */
export function ShareMedia(props: ShareMediaProps) {
  const { kind } = props.view.node;
  if (kind === "avatar") return <SharePicture {...props} />;
  return kind === "voice" ? <ShareSound {...props} /> : <ShareVideo {...props} />;
}

/** The bytes of what plays, from a moment on where one is asked for (Media Fragments, section 4.2.1). */
export function mediaPath({ view, startsAt }: Pick<ShareMediaProps, "view" | "startsAt">): string {
  const path = surfacePath(view, "/media");
  return startsAt === undefined ? path : `${path}#t=${startsAt}`;
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
