import { eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { ToldReview } from "../../shared/api/notifications.ts";
import { levelNumber, numberOf } from "../content/level-sql.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { nodes } from "../db/schema/nodes.ts";
import { notifications } from "../db/schema/notifications.ts";
import { reviews } from "../db/schema/reviews.ts";
import { shares } from "../db/schema/shares.ts";
import { users } from "../db/schema/users.ts";

/** What is reviewed, beside what else a notification may be about. */
export const reviewed = alias(nodes, "reviewed");

/** The reader's level at it, as an active member; without a membership there is none. */
const reviewLevel = sql<number>`coalesce((SELECT ${levelNumber(sql`reviewed.id`, { membershipId: sql`mine.id`, role: sql`mine.role` })}
  FROM ${memberships} AS mine WHERE mine.user_id = ${notifications.userId} AND mine.workspace_id = reviewed.workspace_id
    AND mine.status = 'active'), 0)`;

const reviewPage = sql<string | null>`(SELECT page.slug FROM ${shares} AS page WHERE page.node_id = reviewed.id
  AND page.is_share_page = 1 AND page.published_at IS NOT NULL AND page.ended_at IS NULL)`;

const reviewer = sql<string | null>`(SELECT person.name FROM ${memberships} AS by_whom
  JOIN ${users} AS person ON person.id = by_whom.user_id WHERE by_whom.id = reviews.membership_id)`;

/** What is read of the review a notification is about, for its reader. */
export const toldReview = {
  review: reviews,
  reviewedId: reviewed.id,
  reviewedTitle: reviewed.title,
  reviewedKind: reviewed.kind,
  reviewer,
  reviewLevel,
  reviewPage,
};

export const isReviewed: SQL = eq(reviewed.id, notifications.nodeId);

type Told = {
  review: typeof reviews.$inferSelect | null;
  reviewedId: string | null;
  reviewedTitle: string | null;
  reviewedKind: ToldReview["nodeKind"] | null;
  reviewer: string | null;
  reviewLevel: number;
  reviewPage: string | null;
};

/** The decision as it stands now, or that one is asked for, while its reader may view what it is about. */
export function presentToldReview({ settings }: RequestContext, told: Told): ToldReview | null {
  const { review, reviewedId, reviewedTitle, reviewedKind, reviewLevel } = told;
  if (reviewedId === null || reviewedTitle === null || reviewedKind === null) return null;
  if (reviewLevel < numberOf("view")) return null;
  return {
    nodeId: reviewedId,
    nodeKind: reviewedKind,
    title: reviewedTitle,
    reviewer: told.reviewer ?? "",
    decision: review?.decision ?? null,
    note: review?.note ?? "",
    url: told.reviewPage === null ? null : `${settings.publicUrl}/s/${told.reviewPage}#review`,
  };
}
