import { type SQL, sql } from "drizzle-orm";
import type { AuditAction } from "../../shared/audit-actions.ts";
import { auditChange, tellChange } from "../audit/record-change.ts";
import type { RequestContext } from "../context.ts";
import type { Topic } from "../outbox/topics.ts";

type ShareTopic = Extract<Topic, `share.${string}` | `video.${string}`>;

/** Audit entry and event of the share that a change wrote, for the end of its batch. */
export function recordShare(
  ctx: RequestContext,
  fact: { changeId: string; actorUserId: string; action: AuditAction; topic: ShareTopic },
) {
  const { changeId, actorUserId, action, topic } = fact;
  const details: SQL = sql`json_object('nodeId', changed.node_id, 'visibility', changed.visibility)`;
  const payload: SQL = sql`json_object('nodeId', changed.node_id, 'shareId', changed.id)`;
  return [
    auditChange(ctx, { table: "shares", changeId, actorUserId, action, data: details }),
    tellChange(ctx, { table: "shares", changeId, topic, payload }),
  ] as const;
}
