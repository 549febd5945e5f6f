import type { Role } from "./roles.ts";

/** What a member may do with a node: `none < view < edit < manage`. */
export const LEVELS = ["none", "view", "edit", "manage"] as const;
export type Level = (typeof LEVELS)[number];

export const EVERYONE = ["inherit", "none", "view", "edit"] as const;
export type Everyone = (typeof EVERYONE)[number];

export const NODE_KINDS = ["project", "folder", "video", "avatar", "voice"] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

/** One node on the way from the node asked about up to its project. */
export type AccessStep = {
  everyone: Everyone;
  ownerMembershipId: string;
};

export type AccessMember = { membershipId: string; role: Role };

/**
 * The level of a member at a node; `path` runs from the node itself up to its project.
 * The rules stand in the product's words: Super Admins manage; owners manage; the first `everyone`
 * that is not `inherit` is the base; a restricted node ends the walk; a Viewer never gets more than `view`.
 */
export function levelAt(member: AccessMember, path: readonly AccessStep[]): Level {
  if (member.role === "super_admin") return "manage";
  let level: Level = "none";
  let base: Everyone = "inherit";
  for (const step of path) {
    if (step.ownerMembershipId === member.membershipId) level = "manage";
    if (base === "inherit" && step.everyone !== "inherit") {
      base = step.everyone;
      level = higher(level, step.everyone);
    }
    if (step.everyone === "none") break;
  }
  return member.role === "viewer" ? lower(level, "view") : level;
}

export function atLeast(level: Level, wanted: Level): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(wanted);
}

function higher(a: Level, b: Level): Level {
  return atLeast(a, b) ? a : b;
}

function lower(a: Level, b: Level): Level {
  return atLeast(a, b) ? b : a;
}
