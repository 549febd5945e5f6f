import { renderToString } from "preact-render-to-string";
import type { RequestContext } from "../context.ts";
import { surfacePath } from "../pages/surface-path.ts";
import type { ShareView } from "../shares/share-view.ts";
import type { Size } from "./fit-within.ts";

export function embedAddress({ settings }: RequestContext, view: ShareView): string {
  return `${settings.publicUrl}${surfacePath(view, "/embed")}`;
}

/** The HTML that puts the player of something shared on a page elsewhere. */
export function embedCode(ctx: RequestContext, view: ShareView, { width, height }: Size): string {
  return renderToString(
    <iframe
      src={embedAddress(ctx, view)}
      width={width}
      height={height}
      title={view.node.title}
      style="border:0;max-width:100%"
      allow="fullscreen; picture-in-picture"
      allowfullscreen
      loading="lazy"
    />,
  );
}
