import type { Level } from "../../shared/policy/access.ts";
import type { ShareRow } from "./present.ts";

/** The Share Page is for whoever may edit its node; a further link for whoever made it, or manages the node. */
export function levelToChange(share: Pick<ShareRow, "isSharePage" | "createdBy">, membershipId: string): Level {
  return share.isSharePage || share.createdBy === membershipId ? "edit" : "manage";
}
