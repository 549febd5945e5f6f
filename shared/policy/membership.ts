/** A membership's life: one state machine for every door. */

export const STATUSES = ["invited", "requested", "active", "suspended", "ended"] as const;
export type MembershipStatus = (typeof STATUSES)[number];

export const END_REASONS = ["revoked", "declined", "expired", "denied", "withdrawn", "left", "removed"] as const;
export type EndReason = (typeof END_REASONS)[number];

export const TRANSITIONS = {
  invite: { from: ["none"], to: "invited" },
  request: { from: ["none"], to: "requested" },
  resend: { from: ["invited"], to: "invited" },
  accept: { from: ["invited"], to: "active" },
  revoke: { from: ["invited"], to: "ended", endReason: "revoked" },
  decline: { from: ["invited"], to: "ended", endReason: "declined" },
  expire: { from: ["invited"], to: "ended", endReason: "expired" },
  approve: { from: ["requested"], to: "active" },
  deny: { from: ["requested"], to: "ended", endReason: "denied" },
  withdraw: { from: ["requested"], to: "ended", endReason: "withdrawn" },
  change_role: { from: ["invited", "active", "suspended"], to: "same" },
  suspend: { from: ["active"], to: "suspended" },
  resume: { from: ["suspended"], to: "active" },
  leave: { from: ["active"], to: "ended", endReason: "left" },
  remove: { from: ["active", "suspended"], to: "ended", endReason: "removed" },
} as const satisfies Record<
  string,
  { from: readonly (MembershipStatus | "none")[]; to: MembershipStatus | "same"; endReason?: EndReason }
>;

export type MembershipVerb = keyof typeof TRANSITIONS;

/**
 * The status a verb leads to from another, or undefined where the machine has no such edge.
 * `none` stands for no live membership; an expired invitation is brought back by `resend` through `none`.
 */
export function nextStatus(from: MembershipStatus | "none", verb: MembershipVerb): MembershipStatus | undefined {
  const transition = TRANSITIONS[verb];
  const allowed: readonly (MembershipStatus | "none")[] = transition.from;
  if (!allowed.includes(from)) return undefined;
  if (transition.to !== "same") return transition.to;
  return from === "none" ? undefined : from;
}

/** Whether a status takes one of the workspace's seats: `active` occupies it, `invited` holds it. */
export function takesSeat(status: MembershipStatus): boolean {
  return status === "active" || status === "invited";
}

/** Whether the membership still counts: one live membership a person and workspace. */
export function isLive(status: MembershipStatus): boolean {
  return status !== "ended";
}
