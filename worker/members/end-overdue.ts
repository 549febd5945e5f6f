import { and, eq, lte, sql } from "drizzle-orm";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";

/**
 * Ends a workspace's overdue invitations: first in every batch that takes a seat conditionally, since a
 * condition on the counters is judged before the triggers of its own statement run.
 * The sweep writes their audit entry and event.
 */
export function endOverdue(ctx: RequestContext, workspaceId: string) {
  return ctx.db.write
    .update(memberships)
    .set({ status: "ended", endReason: "expired", endedAt: sql`expires_at`, updatedAt: ctx.now, changeId: "expiry" })
    .where(
      and(
        eq(memberships.workspaceId, workspaceId),
        eq(memberships.status, "invited"),
        lte(memberships.expiresAt, ctx.now),
      ),
    );
}
