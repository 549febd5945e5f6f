import { review, reviewedPage, reviewers, reviewPage } from "../../shared/api/answers/reviews.ts";
import type { Reference } from "../http/reference.ts";
import type { reviewRoutes } from "./routes.ts";

export const reviewReference: Reference<typeof reviewRoutes> = {
  tag: "Reviews",
  about:
    "Members who may view a video, avatar or voice approve it or ask for changes. A decision is on one upload: a new one begins the review anew.",
  routes: {
    "PUT /videos/:nodeId/review": {
      id: "decideReview",
      summary: "Approve or request changes",
      description: "One's own decision on the newest upload, in the place of the one before.",
      answers: { 200: review },
      refuses: ["forbidden", "not_found", "no_media", "media_replaced", "invalid_state"],
    },
    "GET /videos/:nodeId/reviews": {
      id: "listReviews",
      summary: "List reviews",
      answers: { 200: reviewPage },
      refuses: ["forbidden", "not_found"],
    },
    "GET /workspaces/:workspaceId/reviews": {
      id: "listReviewed",
      summary: "List what is in review",
      description:
        "What the caller may edit and somebody has decided on, or must; the newest thing first, each with where it stands.",
      answers: { 200: reviewedPage },
      refuses: ["forbidden", "not_found"],
    },
    "PUT /videos/:nodeId/reviewers": {
      id: "nameReviewers",
      summary: "Name who must approve",
      description: "In the place of those named before; takes `edit`. Each is told once.",
      answers: { 200: reviewers },
      refuses: ["forbidden", "not_found", "invalid_state"],
    },
  },
};
