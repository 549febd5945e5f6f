import type { RequestContext } from "../../context.ts";
import { type CollectionView, hasControls, type ShareView } from "../../shares/share-view.ts";
import { collectionPage } from "../collection-page.tsx";
import { sharePage } from "../share-page.tsx";
import { NOTHING, type SharingSaid } from "./sharing-said.ts";

/**
 * The page of a share, of one thing or of many, for whoever the gate let in. To whoever sees no controls nothing is said of
 * them, so that what stands in an address makes no page anew.
 */
export function sharedPage(
  ctx: RequestContext,
  view: ShareView | CollectionView,
  asked: Headers,
  saying: SharingSaid,
): Promise<Response> {
  const said = hasControls(view) ? saying : NOTHING;
  return view.kind === "item" ? sharePage(ctx, view, asked, said) : collectionPage(ctx, view, asked, said);
}
