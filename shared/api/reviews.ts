import * as v from "valibot";
import { REVIEW_NOTE_MAX, REVIEWERS_MAX } from "../limits.ts";
import { DECISIONS } from "../policy/review-state.ts";
import type { review, reviewedNode, reviewedPage, reviewPage } from "./answers/reviews.ts";
import { described, idField, pageQuery, textField } from "./fields.ts";

export const reviewDecision = v.strictObject({
  decision: v.picklist(DECISIONS, `Must be one of ${DECISIONS.join(", ")}.`),
  note: described(v.optional(textField(REVIEW_NOTE_MAX), ""), "Why; may be empty."),
  version: described(
    v.optional(
      v.pipe(v.number("Must be a number."), v.integer("Must be a whole number."), v.minValue(1, "Must be at least 1.")),
    ),
    "Which upload was looked at, where another may have come meanwhile: 409 `media_replaced` then. The newest, unless said.",
  ),
});

/** All of them; an empty list requires nobody. */
export const reviewersNamed = v.strictObject({
  membershipIds: v.pipe(
    v.array(idField("membership"), "Must be a list."),
    v.maxLength(REVIEWERS_MAX, `Must name at most ${REVIEWERS_MAX} members.`),
    v.transform((ids) => [...new Set(ids)]),
  ),
});

export const reviewedQuery = v.strictObject(pageQuery);

export type ReviewGiven = v.InferOutput<typeof reviewDecision>;

export type Review = v.InferOutput<typeof review>;

export type ReviewPage = v.InferOutput<typeof reviewPage>;

export type ReviewedNode = v.InferOutput<typeof reviewedNode>;

export type ReviewedPage = v.InferOutput<typeof reviewedPage>;
