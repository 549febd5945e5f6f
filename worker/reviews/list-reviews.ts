import { sql } from "drizzle-orm";
import type { ReviewPage } from "../../shared/api/reviews.ts";
import { requireCommented } from "../comments/require-commented.ts";
import type { RequestContext } from "../context.ts";
import { media, nodes } from "../db/schema/nodes.ts";
import { presentReviews } from "./present.ts";
import { reviewFacts } from "./review-facts.ts";

/** Where the review of something stands, for whoever may view it. */
export async function listReviews(ctx: RequestContext, nodeId: string): Promise<ReviewPage> {
  const {
    access,
    results: [rows],
  } = await requireCommented(ctx, nodeId, [selectFacts(ctx, nodeId)] as const);
  return presentReviews(rows[0]?.facts ?? { decided: [], required: [] }, access.media?.version ?? 0);
}

function selectFacts({ db }: RequestContext, nodeId: string) {
  const newest = sql`(SELECT max(shown.version) FROM ${media} AS shown WHERE shown.node_id = ${nodeId})`;
  return db.read
    .select({ facts: reviewFacts(sql`${nodeId}`, newest) })
    .from(nodes)
    .where(sql`${nodes.id} = ${nodeId}`);
}
