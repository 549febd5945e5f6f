import { atLeast, type Level } from "./access.ts";
import { can, type Role } from "./roles.ts";

/** What decides who may change a share; `createdBy` is the membership that made it. */
type Changeable = { isSharePage: boolean; createdBy: string };

/** The Share Page is for whoever may edit its node; a further link for whoever made it, or manages the node. */
export function levelToChangeShare({ isSharePage, createdBy }: Changeable, membershipId: string): Level {
  return isSharePage || createdBy === membershipId ? "edit" : "manage";
}

/** Whether a member whose level at the node is this may change the share. */
export function mayChangeShare(share: Changeable, member: { id: string; role: Role }, level: Level): boolean {
  return can(member.role, "content.share") && atLeast(level, levelToChangeShare(share, member.id));
}
