import { sql } from "drizzle-orm";
import type { GrantLevel } from "../../shared/policy/access.ts";
import { auditChange, tellChange } from "../audit/record-change.ts";
import type { RequestContext } from "../context.ts";
import { users } from "../db/schema/users.ts";

/** Audit entry and event of the request for access that a change wrote, for the end of its batch. */
export function recordAccess(
  ctx: RequestContext,
  fact: {
    changeId: string;
    actorUserId: string;
    happened: "access.requested" | "access.granted" | "access.declined" | "access.withdrawn";
    /** What was granted. */
    level?: GrantLevel;
  },
) {
  const { changeId, actorUserId, happened, level = null } = fact;
  const email = sql`(SELECT asker.email FROM ${users} AS asker WHERE asker.id = changed.user_id)`;
  const details = sql`json_object('email', ${email}, 'nodeId', changed.node_id, 'shareId', changed.share_id, 'level', ${level})`;
  const payload = sql`json_object('accessRequestId', changed.id, 'actorUserId', ${actorUserId})`;
  return [
    auditChange(ctx, { table: "access_requests", changeId, actorUserId, action: happened, data: details }),
    tellChange(ctx, { table: "access_requests", changeId, topic: happened, payload }),
  ] as const;
}
