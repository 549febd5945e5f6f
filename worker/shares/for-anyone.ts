import type { ShareFrame } from "./share-view.ts";

type Shared = Pick<ShareFrame, "share" | "closed">;

/** Whether anyone at all sees what a share shows, as often as they like: robots, other sites and search engines too. */
export function isForAnyone({ share, closed }: Shared): boolean {
  return share.visibility === "public" && share.maxViews === null && !closed;
}

/** Whether pages elsewhere may show it within themselves. */
export function mayBeFramed(shared: Shared): boolean {
  return isForAnyone(shared) && shared.share.allowEmbed;
}
