import type { Level } from "./access.ts";

/** What decides who may change a share; `createdBy` is the membership that made it. */
type Changeable = { isSharePage: boolean; createdBy: string };

/** The Share Page is for whoever may edit its node; a further link for whoever made it, or manages the node. */
export function levelToChangeShare({ isSharePage, createdBy }: Changeable, membershipId: string): Level {
  return isSharePage || createdBy === membershipId ? "edit" : "manage";
}
