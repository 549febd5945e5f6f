import { sharePath } from "../shares/share-asked.ts";
import type { ShareView } from "../shares/share-view.ts";

/** The path of a surface of what a page shows: what was reached through a collection has its surfaces there. */
export function surfacePath({ share, node, place }: ShareView, surface: string, query: Record<string, string> = {}) {
  return sharePath(share.slug, surface, { node: place ? node.id : undefined, ...query });
}
