/** What a reviewer may decide. */
export const DECISIONS = ["approved", "changes_requested"] as const;
export type Decision = (typeof DECISIONS)[number];

export const REVIEW_STATES = ["pending", ...DECISIONS] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/**
 * Where the review of one upload stands, by the decisions on it and by who is required to decide: whoever asks for
 * changes holds it back; it is approved once everyone required has approved, or, where nobody is, once anybody has.
 */
export function reviewState(
  decisions: readonly { membershipId: string; decision: Decision }[],
  required: readonly string[],
): ReviewState {
  if (decisions.some(({ decision }) => decision === "changes_requested")) return "changes_requested";
  const approvedBy = new Set(decisions.map(({ membershipId }) => membershipId));
  const isApproved = required.length > 0 ? required.every((id) => approvedBy.has(id)) : approvedBy.size > 0;
  return isApproved ? "approved" : "pending";
}
