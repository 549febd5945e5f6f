import type { RequestContext } from "../context.ts";
import { surfacePath } from "../pages/surface-path.ts";
import { sharePath } from "../shares/share-asked.ts";
import type { CollectionView, ShareView } from "../shares/share-view.ts";

/** The address of the page that shows a view, as people pass it on. */
export function pageAddress({ settings }: RequestContext, view: ShareView | CollectionView): string {
  const path = view.kind === "item" ? surfacePath(view, "") : sharePath(view.share.slug, "");
  return `${settings.publicUrl}${path}`;
}
