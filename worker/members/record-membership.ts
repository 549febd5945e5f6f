import { type SQL, sql } from "drizzle-orm";
import { type AuditedAs, actionSql, auditChange, tellChange } from "../audit/record-change.ts";
import type { RequestContext } from "../context.ts";
import type { Topic } from "../outbox/topics.ts";

type MemberTopic = Extract<Topic, `member.${string}`>;

/** The payload of an event about the row `changed`; see `MembershipEvent`. */
export function membershipPayload(action: AuditedAs, actorUserId: string | null): SQL {
  return sql`json_object('membershipId', changed.id, 'action', ${actionSql(action)}, 'actorUserId', ${actorUserId}, 'role', changed.role, 'tokenVersion', changed.token_version, 'endReason', changed.end_reason)`;
}

/** Audit entry and event of every membership that a change wrote, for the end of its batch. */
export function recordMembership(
  ctx: RequestContext,
  fact: {
    changeId: string;
    actorUserId: string | null;
    action: AuditedAs;
    topic: MemberTopic | SQL;
  },
) {
  const { changeId, actorUserId, action, topic } = fact;
  const details = sql`json_object('email', changed.email, 'role', changed.role, 'status', changed.status, 'endReason', changed.end_reason)`;
  return [
    auditChange(ctx, { table: "memberships", changeId, actorUserId, action, data: details }),
    tellChange(ctx, { table: "memberships", changeId, topic, payload: membershipPayload(action, actorUserId) }),
  ] as const;
}
