import type { VideoStats } from "../../../shared/api/stats.ts";
import type { RequestContext } from "../../context.ts";
import { type CollectionView, hasControls, type ShareView } from "../../shares/share-view.ts";
import { collectionPage } from "../collection-page.tsx";
import type { CommentsTold } from "../comments/comments-told.ts";
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
  asking: {
    moment?: string | undefined;
    compared?: string | undefined;
    told?: CommentsTold | undefined;
    stats?: VideoStats | undefined;
  } = {},
): Promise<Response> {
  const said = hasControls(view) ? saying : NOTHING;
  return view.kind === "item"
    ? sharePage(ctx, view, asked, { said, ...asking })
    : collectionPage(ctx, view, asked, said);
}
