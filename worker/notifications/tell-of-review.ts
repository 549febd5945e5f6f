import { sql } from "drizzle-orm";
import { levelNumber, numberOf } from "../content/level-sql.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { nodes } from "../db/schema/nodes.ts";
import { reviews } from "../db/schema/reviews.ts";
import { shares } from "../db/schema/shares.ts";
import type { OutboxRow, ReviewEvent, ReviewRequest } from "../outbox/topics.ts";
import { writeNotifications } from "./write-notifications.ts";

const level = (node: "subject.node_id" | "subject.id") =>
  levelNumber(sql.raw(node), { membershipId: sql`one.id`, role: sql`one.role` });

/** Whose it is, and who made its Share Page, while they may edit it. */
const WHO_EDITS = sql`SELECT one.user_id FROM ${memberships} AS one
  WHERE one.status = 'active' AND ${level("subject.node_id")} >= ${numberOf("edit")} AND one.id IN (
    SELECT about.owner_membership_id FROM ${nodes} AS about WHERE about.id = subject.node_id
    UNION SELECT page.created_by FROM ${shares} AS page WHERE page.node_id = subject.node_id AND page.is_share_page = 1)`;

const NOBODY = { membershipId: sql`NULL`, accessRequestId: sql`NULL`, mailTopic: "content.mail" } as const;

/** Tells whose it is what was decided. */
export async function tellOfReview(ctx: RequestContext, row: OutboxRow): Promise<void> {
  const { reviewId, actorUserId } = row.payload as unknown as ReviewEvent;
  await writeNotifications(ctx, row, {
    ...NOBODY,
    type: "review.decided",
    about: sql`(SELECT * FROM ${reviews} WHERE id = ${reviewId}) AS subject`,
    to: WHO_EDITS,
    workspaceId: sql`subject.workspace_id`,
    nodeId: sql`subject.node_id`,
    reviewId: sql`subject.id`,
    actorUserId,
  });
}

/** Tells those who were named that they must approve something, while they may view it. */
export async function tellOfRequest(ctx: RequestContext, row: OutboxRow): Promise<void> {
  const { nodeId, membershipIds, actorUserId } = row.payload as unknown as ReviewRequest;
  await writeNotifications(ctx, row, {
    ...NOBODY,
    type: "review.requested",
    about: sql`(SELECT * FROM ${nodes} WHERE id = ${nodeId}) AS subject`,
    to: sql`SELECT one.user_id FROM json_each(${JSON.stringify(membershipIds)}) AS named
      JOIN ${memberships} AS one ON one.id = named.value
      WHERE one.status = 'active' AND ${level("subject.id")} >= ${numberOf("view")}`,
    workspaceId: sql`subject.workspace_id`,
    nodeId: sql`subject.id`,
    actorUserId,
  });
}
