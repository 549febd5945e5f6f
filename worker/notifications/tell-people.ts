import { type SQL, sql } from "drizzle-orm";
import type { NotificationType } from "../../shared/api/notifications.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { users } from "../db/schema/users.ts";
import type { MembershipEvent, OutboxRow } from "../outbox/topics.ts";
import { passOn } from "./feed.ts";
import { writeNotifications } from "./write-notifications.ts";

/** Whom an event about the membership `subject` is told to, as SQL that selects their user ids. */
type Told = { type: NotificationType; to: SQL };

// `<> 'ended'` is written out, since the index by role is one of live memberships alone.
const ADMINS = sql`SELECT admin.user_id FROM ${memberships} AS admin
  WHERE admin.workspace_id = subject.workspace_id AND admin.status = 'active'
    AND admin.status <> 'ended' AND admin.role = 'super_admin'`;
const THE_PERSON = sql`SELECT subject.user_id`;
const WHO_HAS_THE_ADDRESS = sql`SELECT invited.id FROM ${users} AS invited WHERE invited.email_key = subject.email_key`;
const THE_INVITER = sql`SELECT inviter.user_id FROM ${memberships} AS inviter WHERE inviter.id = subject.invited_by`;

function tellingOf(event: MembershipEvent): Told | undefined {
  switch (event.action) {
    case "member.requested":
      return { type: "join_request.received", to: ADMINS };
    case "member.approved":
      return { type: "join_request.approved", to: THE_PERSON };
    case "member.denied":
      return { type: "join_request.denied", to: THE_PERSON };
    case "member.invited":
      return { type: "invitation.received", to: WHO_HAS_THE_ADDRESS };
    case "member.activated":
      return { type: "invitation.accepted", to: THE_INVITER };
    case "member.removed":
      return { type: "membership.removed", to: THE_PERSON };
    case "member.suspended":
      return { type: "membership.suspended", to: THE_PERSON };
    case "member.role_changed":
      return { type: "membership.role_changed", to: THE_PERSON };
    default:
      return undefined;
  }
}

/** Tells those whom an event about a membership concerns, and keeps open lists of members and requests true. */
export async function tellPeople(ctx: RequestContext, row: OutboxRow): Promise<void> {
  const event = row.payload as unknown as MembershipEvent;
  const telling: Told | undefined =
    row.topic === "seats.short" ? { type: "seats.short", to: ADMINS } : tellingOf(event);
  if (telling) await tell(ctx, row, event, telling);
  if (LIVE.has(row.topic)) await refreshAdmins(ctx, event.membershipId);
}

/** After these an open list of members or requests is no longer true. */
const LIVE: ReadonlySet<string> = new Set([
  "member.invited",
  "member.requested",
  "member.activated",
  "member.role_changed",
  "member.suspended",
  "member.ended",
]);

function tell(ctx: RequestContext, row: OutboxRow, event: MembershipEvent, { type, to }: Told): Promise<void> {
  return writeNotifications(ctx, row, {
    type,
    about: sql`(SELECT * FROM ${memberships} WHERE id = ${event.membershipId}) AS subject`,
    to,
    workspaceId: sql`subject.workspace_id`,
    membershipId: sql`subject.id`,
    accessRequestId: sql`NULL`,
    mailTopic: "notification.mail",
    actorUserId: event.actorUserId,
  });
}

async function refreshAdmins(ctx: RequestContext, membershipId: string): Promise<void> {
  const rows = await ctx.db.read.all<{ userId: string; workspaceId: string }>(sql`
    SELECT admin.user_id AS userId, admin.workspace_id AS workspaceId FROM ${memberships} AS admin
    WHERE admin.workspace_id = (SELECT workspace_id FROM ${memberships} WHERE id = ${membershipId})
      AND admin.status = 'active' AND admin.status <> 'ended' AND admin.role = 'super_admin' AND admin.personal = 0`);
  const workspaceId = rows[0]?.workspaceId;
  if (workspaceId === undefined) return;
  await passOn(
    ctx,
    rows.map(({ userId }) => userId),
    { kind: "membership", workspaceId, membershipId },
  );
}
