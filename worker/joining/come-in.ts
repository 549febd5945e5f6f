import { type SQL, sql } from "drizzle-orm";
import { newId } from "../../shared/ids.ts";
import type { UserRow } from "../accounts/require-user.ts";
import { tellChange } from "../audit/record-change.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { outbox } from "../db/schema/outbox.ts";
import { workspaces } from "../db/schema/workspaces.ts";
import { inviterStillMay } from "../members/answer-invitation.ts";
import { membershipPayload, recordMembership } from "../members/record-membership.ts";

/** The admins are told once in this time that seats are short, however many stand at the door. */
const SEATS_SHORT_TOLD_EVERY = 24 * 60 * 60 * 1000;

export type Coming = {
  user: UserRow;
  changeId: string;
  workspaceId: SQL;
  /** A query of at most one row (`workspace_id`, `role`, `door`): where to, as what, and what the door says. */
  entry: SQL;
  /** The same query with `door` as it were with a seat free. */
  entryIfFree: SQL;
  message?: string;
};

/**
 * The statements of coming in by a door, for one batch: an invitation that waits is accepted whatever the door
 * says; a request that waits is let in where the door now opens; else what the door says is written.
 */
export function comeIn(ctx: RequestContext, coming: Coming) {
  const { changeId, user } = coming;
  const record = { changeId, actorUserId: user.id, action: NEWS, topic: newsOf };
  return [
    acceptInvitation(ctx, coming),
    letRequestIn(ctx, coming),
    enter(ctx, coming),
    ...recordMembership(ctx, record),
    tellSeatsShort(ctx, coming),
  ] as const;
}

const NEWS = { active: "member.activated", otherwise: "member.requested" } as const;
const newsOf = sql`CASE changed.status WHEN 'active' THEN 'member.activated' ELSE 'member.requested' END`;

function acceptInvitation(ctx: RequestContext, { user, changeId, workspaceId }: Coming) {
  return ctx.db.write.run(sql`UPDATE ${memberships}
    SET status = 'active', user_id = ${user.id}, activated_at = ${ctx.now}, updated_at = ${ctx.now}, change_id = ${changeId}
    WHERE workspace_id = ${workspaceId} AND email_key = ${user.emailKey} AND status = 'invited'
      AND status <> 'ended' AND expires_at > ${ctx.now} AND ${inviterStillMay}`);
}

function letRequestIn(ctx: RequestContext, { user, changeId, workspaceId, entry }: Coming) {
  return ctx.db.write.run(sql`UPDATE ${memberships}
    SET status = 'active', role = (SELECT role FROM (${entry})), activated_at = ${ctx.now}, updated_at = ${ctx.now},
      change_id = ${changeId}
    WHERE workspace_id = ${workspaceId} AND user_id = ${user.id} AND status = 'requested'
      AND (SELECT door FROM (${entry})) = 'active'`);
}

function enter(ctx: RequestContext, { user, changeId, entry, message }: Coming) {
  return ctx.db.write.run(sql`INSERT INTO ${memberships}
    (id, workspace_id, user_id, email, email_key, role, status, requested_at, message, activated_at, updated_at, change_id)
    SELECT ${newId("membership")}, workspace_id, ${user.id}, ${user.email}, ${user.emailKey}, role, door,
      iif(door = 'requested', ${ctx.now}, NULL), ${message ?? null}, iif(door = 'active', ${ctx.now}, NULL), ${ctx.now}, ${changeId}
    FROM (${entry}) WHERE door IS NOT NULL
    ON CONFLICT DO NOTHING`);
}

function tellSeatsShort(ctx: RequestContext, { changeId, entryIfFree }: Coming) {
  const toldLately = sql`EXISTS (SELECT 1 FROM ${outbox} AS told WHERE told.workspace_id = changed.workspace_id
    AND told.topic = 'seats.short' AND told.created_at > ${ctx.now - SEATS_SHORT_TOLD_EVERY})`;
  return tellChange(ctx, {
    table: "memberships",
    changeId,
    topic: "seats.short",
    payload: membershipPayload("member.requested", null),
    when: sql`changed.status = 'requested' AND (SELECT door FROM (${entryIfFree})) = 'active'
      AND (SELECT occupied + held >= seats FROM ${workspaces} WHERE id = changed.workspace_id) AND NOT ${toldLately}`,
  });
}
