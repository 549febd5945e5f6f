import { Hono } from "hono";
import { reviewDecision, reviewedQuery, reviewersNamed } from "../../shared/api/reviews.ts";
import type { AppEnv } from "../context.ts";
import { jsonBody, query } from "../http/validate.ts";
import { decideReview } from "./decide-review.ts";
import { listReviewed } from "./list-reviewed.ts";
import { listReviews } from "./list-reviews.ts";
import { nameReviewers } from "./name-reviewers.ts";

export const reviewRoutes = new Hono<AppEnv>()
  .put("/videos/:nodeId/review", jsonBody(reviewDecision), async (c) =>
    c.json(await decideReview(c.get("ctx"), c.req.param("nodeId"), c.req.valid("json")), 200),
  )
  .get("/videos/:nodeId/reviews", async (c) => c.json(await listReviews(c.get("ctx"), c.req.param("nodeId")), 200))
  .get("/workspaces/:workspaceId/reviews", query(reviewedQuery), async (c) =>
    c.json(await listReviewed(c.get("ctx"), c.req.param("workspaceId"), c.req.valid("query")), 200),
  )
  .put("/videos/:nodeId/reviewers", jsonBody(reviewersNamed), async (c) => {
    const { membershipIds } = c.req.valid("json");
    await nameReviewers(c.get("ctx"), c.req.param("nodeId"), { named: membershipIds });
    return c.json({ membershipIds }, 200);
  });
