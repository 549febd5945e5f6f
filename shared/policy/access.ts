import type { Role } from "./roles.ts";

/** What a member may do with a node: `none < view < edit < manage`. */
export const LEVELS = ["none", "view", "edit", "manage"] as const;
export type Level = (typeof LEVELS)[number];

export const EVERYONE = ["inherit", "none", "view", "edit"] as const;
export type Everyone = (typeof EVERYONE)[number];

export const NODE_KINDS = ["project", "folder", "video", "avatar", "voice"] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

/** Kinds that carry media of their own, and are published. */
export const MEDIA_KINDS = ["video", "avatar", "voice"] as const satisfies readonly NodeKind[];
export type MediaKind = (typeof MEDIA_KINDS)[number];

export function isMediaKind(kind: NodeKind): kind is MediaKind {
  return MEDIA_KINDS.some((known) => known === kind);
}

/** What a grant may give. */
export const GRANT_LEVELS = ["view", "edit"] as const;
export type GrantLevel = (typeof GRANT_LEVELS)[number];

/** One node on the way from the node asked about up to its project. */
export type AccessStep = {
  everyone: Everyone;
  ownerMembershipId: string;
  /** What was granted at this node to the member asked about. */
  grant: GrantLevel | null;
};

export type AccessMember = { membershipId: string; role: Role };

/** Which rule gave a level. `viewer_ceiling`: more was found, and the role allows no more than `view`. */
export const LEVEL_REASONS = ["super_admin", "owner", "grant", "everyone", "restricted", "viewer_ceiling"] as const;
export type LevelReason = (typeof LEVEL_REASONS)[number];

/** A level with the rule behind it and how many steps up the node that decided stands (0: the node itself). */
export type ExplainedLevel = { level: Level; reason: LevelReason; decidedAt: number };

/**
 * The level of a member at a node; `path` runs from the node itself up to its project.
 * The rules stand in the product's words: Super Admins manage; owners manage; grants; the first `everyone`
 * that is not `inherit` is the base; a restricted node ends the walk, but what stands at it counts;
 * a Viewer never gets more than `view`.
 */
export function levelAt(member: AccessMember, path: readonly AccessStep[]): Level {
  return explainLevel(member, path).level;
}

/** The same with its reason; where several rules give as much, the nearest node's. */
export function explainLevel(member: AccessMember, path: readonly AccessStep[]): ExplainedLevel {
  if (member.role === "super_admin") return { level: "manage", reason: "super_admin", decidedAt: 0 };
  let best: ExplainedLevel = { level: "none", reason: "restricted", decidedAt: Math.max(0, path.length - 1) };
  let base: Everyone = "inherit";
  for (const [at, step] of path.entries()) {
    const own = ownAt(member, step, at);
    if (own && isHigher(own.level, best.level)) best = own;
    if (base === "inherit" && step.everyone !== "inherit") {
      base = step.everyone;
      if (isHigher(base, best.level)) best = { level: base, reason: "everyone", decidedAt: at };
    }
    if (step.everyone === "none") {
      if (best.level === "none") best = { ...best, decidedAt: at };
      break;
    }
  }
  if (member.role !== "viewer" || !isHigher(best.level, "view")) return best;
  return { ...best, level: "view", reason: "viewer_ceiling" };
}

/** What a member has at one node of the way by themselves: it is theirs, or was granted to them. */
function ownAt(member: AccessMember, step: AccessStep, decidedAt: number): ExplainedLevel | undefined {
  if (step.ownerMembershipId === member.membershipId) return { level: "manage", reason: "owner", decidedAt };
  return step.grant ? { level: step.grant, reason: "grant", decidedAt } : undefined;
}

export function atLeast(level: Level, wanted: Level): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(wanted);
}

function isHigher(level: Level, than: Level): boolean {
  return LEVELS.indexOf(level) > LEVELS.indexOf(than);
}
