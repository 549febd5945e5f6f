import type { VideoStats } from "../../../shared/api/stats.ts";
import { STATS_DAYS_DEFAULT } from "../../../shared/limits.ts";
import type { RequestContext } from "../../context.ts";
import type { CollectionView, ShareView } from "../../shares/share-view.ts";
import { statsOf } from "../../stats/read-stats.ts";

/** How often what a page shows was watched, where its address asks for that and whoever looks may see it. */
export async function readShownStats(
  ctx: RequestContext,
  view: ShareView | CollectionView,
  asked: string | undefined,
): Promise<VideoStats | undefined> {
  if (asked === undefined || view.kind !== "item" || !view.seesStats) return undefined;
  return statsOf(ctx, view.node.id, view.media, STATS_DAYS_DEFAULT);
}
