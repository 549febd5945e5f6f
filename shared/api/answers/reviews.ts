import * as v from "valibot";
import { MEDIA_KINDS } from "../../policy/access.ts";
import { DECISIONS, REVIEW_STATES } from "../../policy/review-state.ts";
import { described, idField } from "../fields.ts";
import { count, listOf, moment, named, pageOf, urlText, withMore } from "./fields.ts";

/** What a reviewer decided of one upload. */
export const review = named(
  "Review",
  v.object({
    membershipId: idField("membership"),
    name: described(v.string(), "What they call themselves; empty where they never said."),
    decision: v.picklist(DECISIONS),
    note: v.string(),
    version: described(count, "Which upload it is of, counted from 1."),
    at: moment,
  }),
);

const reviewer = v.object({ membershipId: idField("membership"), name: v.string() });

/** The decisions of the newest upload, and where that leaves it. */
export const reviewPage = named(
  "ReviewPage",
  withMore(listOf(review), {
    state: described(
      v.picklist(REVIEW_STATES),
      "Whoever asks for changes holds it back; approved once all required have approved, or, without any, once anybody has.",
    ),
    version: described(count, "The newest upload; 0 where there is none."),
    required: described(v.array(reviewer), "Who must approve, while they are members."),
  }),
);

/** Something in review, with where it stands. */
export const reviewedNode = named(
  "ReviewedNode",
  v.object({
    id: idField("node"),
    kind: v.picklist(MEDIA_KINDS),
    title: v.string(),
    url: described(v.nullable(urlText), "Of its Share Page, where that is published."),
    state: v.picklist(REVIEW_STATES),
    version: described(count, "The newest upload; 0 where there is none."),
    required: v.array(reviewer),
    reviews: described(v.array(review), "The decisions on the newest upload, the newest last."),
  }),
);

export const reviewedPage = named("ReviewedPage", pageOf(reviewedNode));

export const reviewers = named("Reviewers", v.object({ membershipIds: v.array(idField("membership")) }));
