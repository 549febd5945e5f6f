import type { Review } from "../../../shared/api/reviews.ts";
import type { Decision, ReviewState } from "../../../shared/policy/review-state.ts";

/** Where the review of something stands, whichever call told of it. */
export type Reviewed = {
  state: ReviewState;
  required: readonly { membershipId: string; name: string }[];
  reviews: readonly Review[];
};

/** Somebody who has decided, or must; `decision` is null until then. */
export type ReviewerShown = { membershipId: string; name: string; decision: Decision | null };

/** Those who decided, then those who must and have not. */
export function reviewersIn({ required, reviews }: Reviewed): ReviewerShown[] {
  const decided = new Set(reviews.map(({ membershipId }) => membershipId));
  const waiting = required.filter(({ membershipId }) => !decided.has(membershipId));
  return [
    ...reviews.map(({ membershipId, name, decision }) => ({ membershipId, name, decision })),
    ...waiting.map(({ membershipId, name }) => ({ membershipId, name, decision: null })),
  ];
}

/** How many of those who must approve have; undefined where nobody must. */
export function approvalsOf({ required, reviews }: Reviewed): { count: number; total: number } | undefined {
  if (required.length === 0) return undefined;
  const approved = new Set(reviews.filter(({ decision }) => decision === "approved").map((one) => one.membershipId));
  return { count: required.filter(({ membershipId }) => approved.has(membershipId)).length, total: required.length };
}
