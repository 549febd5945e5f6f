import type { ShareView } from "../../shares/share-view.ts";
import type { Upload } from "../../versions/present.ts";

/** Those that are there, the newest first, for whoever may go back to one. */
export function uploadsOf({ media, versions = [] }: ShareView): Upload[] {
  return [media, ...versions].toSorted((one, two) => two.version - one.version);
}
