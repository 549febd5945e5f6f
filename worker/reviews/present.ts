import type { Review, ReviewPage } from "../../shared/api/reviews.ts";
import { reviewState } from "../../shared/policy/review-state.ts";
import type { ReviewFacts } from "./review-facts.ts";

type Decided = ReviewFacts["decided"][number];

export function presentReview({ membershipId, name, decision, note, version, at }: Decided): Review {
  return { membershipId, name, decision, note, version, at: new Date(at).toISOString() };
}

/** The decisions on an upload, the newest last, and where they leave it. */
export function presentReviews({ decided, required }: ReviewFacts, version: number): ReviewPage {
  const state = reviewState(
    decided,
    required.map(({ membershipId }) => membershipId),
  );
  const items = decided.toSorted((one, other) => one.at - other.at).map(presentReview);
  return {
    items,
    nextCursor: null,
    state,
    version,
    required: required.map(({ membershipId, name }) => ({ membershipId, name })),
  };
}
