import { sql } from "drizzle-orm";
import { auditChange, tellChange } from "../audit/record-change.ts";
import type { RequestContext } from "../context.ts";
import type { Topic } from "../outbox/topics.ts";

/** Audit entry and event of every membership that a change wrote, for the end of its batch. */
export function recordMembership(
  ctx: RequestContext,
  fact: {
    changeId: string;
    actorUserId: string | null;
    action: string;
    topic: Extract<Topic, `member.${string}` | "seats.short">;
  },
) {
  const { changeId, actorUserId, action, topic } = fact;
  const details = sql`json_object('email', changed.email, 'role', changed.role, 'status', changed.status, 'endReason', changed.end_reason)`;
  const payload = sql`json_object('membershipId', changed.id, 'action', ${action}, 'actorUserId', ${actorUserId}, 'role', changed.role, 'tokenVersion', changed.token_version, 'endReason', changed.end_reason)`;
  return [
    auditChange(ctx, { table: "memberships", changeId, actorUserId, action, data: details }),
    tellChange(ctx, { table: "memberships", changeId, topic, payload }),
  ] as const;
}
