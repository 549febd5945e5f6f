import { eq, sql } from "drizzle-orm";
import type { NotificationType } from "../../shared/api/notifications.ts";
import { levelNumber, numberOf } from "../content/level-sql.ts";
import type { RequestContext } from "../context.ts";
import { accessRequests } from "../db/schema/access-requests.ts";
import { memberships } from "../db/schema/memberships.ts";
import { nodes } from "../db/schema/nodes.ts";
import { notifications } from "../db/schema/notifications.ts";
import type { AccessEvent, OutboxRow, Topic } from "../outbox/topics.ts";
import { passOn } from "./feed.ts";
import { writeNotifications } from "./write-notifications.ts";

type AccessTopic = Extract<Topic, `access.${"requested" | "granted" | "declined" | "withdrawn"}`>;
type Told = Exclude<AccessTopic, "access.withdrawn">;

const TYPES: Record<Told, NotificationType> = {
  "access.requested": "access_request.received",
  "access.granted": "access_request.granted",
  "access.declined": "access_request.declined",
};

/**
 * Owners on the way up and Super Admins may manage; the level says which of them do. That an admin has not ended is said
 * apart: by these words alone the database finds the index of roles.
 */
const WHO_MANAGES = sql`SELECT manager.user_id FROM ${memberships} AS manager
  WHERE manager.status = 'active' AND manager.id IN (
    WITH RECURSIVE up(parent_id, owner_membership_id) AS (
      SELECT first.parent_id, first.owner_membership_id FROM ${nodes} AS first WHERE first.id = subject.node_id
      UNION SELECT above.parent_id, above.owner_membership_id FROM ${nodes} AS above JOIN up ON above.id = up.parent_id
    ) SELECT up.owner_membership_id FROM up
    UNION SELECT admin.id FROM ${memberships} AS admin WHERE admin.workspace_id = subject.workspace_id
      AND admin.status = 'active' AND admin.status <> 'ended' AND admin.role = 'super_admin')
  AND ${levelNumber(sql`subject.node_id`, { membershipId: sql`manager.id`, role: sql`manager.role` })} >= ${numberOf("manage")}`;
const WHO_ASKED = sql`SELECT subject.user_id`;

/**
 * Tells whoever may decide that someone asks, and whoever asked what was decided. What was withdrawn is told to nobody
 * anew: where it stands in a list, it is shown as it is now.
 */
export async function tellOfAccess(ctx: RequestContext, row: OutboxRow): Promise<void> {
  const topic = row.topic as AccessTopic;
  const event = row.payload as unknown as AccessEvent;
  if (topic !== "access.withdrawn") await tell(ctx, row, topic, event);
  if (topic !== "access.requested") await wakeOthers(ctx, event.accessRequestId);
}

async function tell(ctx: RequestContext, row: OutboxRow, topic: Told, event: AccessEvent): Promise<void> {
  const { accessRequestId, actorUserId } = event;
  const isAsking = topic === "access.requested";
  await writeNotifications(ctx, row, {
    type: TYPES[topic],
    about: sql`(SELECT * FROM ${accessRequests} WHERE id = ${accessRequestId}) AS subject`,
    to: isAsking ? WHO_MANAGES : WHO_ASKED,
    // Whoever asked may not know whose share it is.
    workspaceId: isAsking ? sql`subject.workspace_id` : sql`NULL`,
    membershipId: sql`NULL`,
    accessRequestId: sql`subject.id`,
    mailTopic: "access.mail",
    actorUserId,
  });
}

/** What their list shows of the request is no longer so. */
async function wakeOthers(ctx: RequestContext, accessRequestId: string): Promise<void> {
  const told = await ctx.db.read
    .selectDistinct({ userId: notifications.userId })
    .from(notifications)
    .where(eq(notifications.accessRequestId, accessRequestId));
  await passOn(
    ctx,
    told.map(({ userId }) => userId),
    { kind: "unread" },
  );
}
