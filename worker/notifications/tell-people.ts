import { eq, type SQL, sql } from "drizzle-orm";
import type { NotificationType } from "../../shared/api/notifications.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { mailOptOuts, notifications } from "../db/schema/notifications.ts";
import { outbox } from "../db/schema/outbox.ts";
import { users } from "../db/schema/users.ts";
import type { MembershipEvent, OutboxRow } from "../outbox/topics.ts";
import { passOn } from "./feed.ts";
import { mailKindOf } from "./mail-kinds.ts";

/** Whom an event about the membership `subject` is told to, as SQL that selects their user ids. */
type Telling = { type: NotificationType; to: SQL };

const ADMINS = sql`SELECT admin.user_id FROM ${memberships} AS admin
  WHERE admin.workspace_id = subject.workspace_id AND admin.status = 'active' AND admin.role = 'super_admin'`;
const THE_PERSON = sql`SELECT subject.user_id`;
const WHO_HAS_THE_ADDRESS = sql`SELECT invited.id FROM ${users} AS invited WHERE invited.email_key = subject.email_key`;
const THE_INVITER = sql`SELECT inviter.user_id FROM ${memberships} AS inviter WHERE inviter.id = subject.invited_by`;

function tellingOf(event: MembershipEvent): Telling | undefined {
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

/**
 * Writes the notifications of an event and the mails that go with them, in one transaction, and wakes the open
 * streams. Told again after a crash it writes nothing twice: one notification a person and event, one mail each.
 */
export async function tellPeople(ctx: RequestContext, row: OutboxRow): Promise<void> {
  const event = row.payload as unknown as MembershipEvent;
  const telling: Telling | undefined =
    row.topic === "seats.short" ? { type: "seats.short", to: ADMINS } : tellingOf(event);
  if (telling) await tell(ctx, row, event, telling);
  if (LIVE.has(row.topic)) await refreshAdmins(ctx, event.membershipId);
}

/** After these an open list of members or requests is no longer true. */
const LIVE: ReadonlySet<string> = new Set(["member.requested", "member.activated", "member.ended"]);

async function tell(ctx: RequestContext, row: OutboxRow, event: MembershipEvent, { type, to }: Telling): Promise<void> {
  const { write } = ctx.db;
  const now = Date.now();
  const mailKind = mailKindOf(type);
  const [, , told] = await write.batch([
    write.run(sql`INSERT INTO ${notifications} (id, user_id, type, workspace_id, membership_id, outbox_id, created_at)
      SELECT 'ntf_0' || substr(lower(hex(randomblob(13))), 2), people.id, ${type}, subject.workspace_id, subject.id, ${row.id}, ${now}
      FROM ${memberships} AS subject JOIN ${users} AS people ON people.id IN (${to})
      WHERE subject.id = ${event.membershipId} AND people.id IS NOT ${event.actorUserId}
      ON CONFLICT (user_id, outbox_id) DO NOTHING`),
    write.run(sql`INSERT INTO ${outbox} (workspace_id, topic, payload, dedupe_key, created_at, next_at)
      SELECT told.workspace_id, 'notification.mail', json_object('notificationId', told.id), 'mail:' || told.id, ${now}, ${now}
      FROM ${notifications} AS told WHERE told.outbox_id = ${row.id} AND ${mailKind !== undefined}
        AND NOT EXISTS (SELECT 1 FROM ${mailOptOuts} AS out WHERE out.user_id = told.user_id AND out.kind = ${mailKind ?? ""})
      ON CONFLICT (dedupe_key) DO NOTHING`),
    write.select({ userId: notifications.userId }).from(notifications).where(eq(notifications.outboxId, row.id)),
  ]);
  await passOn(
    ctx,
    told.map(({ userId }) => userId),
    { kind: "notification" },
  );
}

async function refreshAdmins(ctx: RequestContext, membershipId: string): Promise<void> {
  const rows = await ctx.db.read.all<{ userId: string; workspaceId: string }>(sql`
    SELECT admin.user_id AS userId, admin.workspace_id AS workspaceId FROM ${memberships} AS admin
    WHERE admin.workspace_id = (SELECT workspace_id FROM ${memberships} WHERE id = ${membershipId})
      AND admin.status = 'active' AND admin.role = 'super_admin' AND admin.personal = 0`);
  const workspaceId = rows[0]?.workspaceId;
  if (workspaceId === undefined) return;
  await passOn(
    ctx,
    rows.map(({ userId }) => userId),
    { kind: "membership", workspaceId, membershipId },
  );
}
