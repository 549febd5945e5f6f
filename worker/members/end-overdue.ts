import { and, eq, lte, type SQL, sql } from "drizzle-orm";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";

/**
 * Ends a workspace's overdue invitations: first in every batch that takes a seat conditionally, since a
 * condition on the counters is judged before the triggers of its own statement run.
 * The sweep writes their audit entry and event.
 */
export function endOverdue(ctx: RequestContext, workspaceId: string) {
  return endOverdueOf(ctx, sql`${workspaceId}`);
}

/** The same for a workspace that the statement itself looks up. */
export function endOverdueOf(ctx: RequestContext, workspaceId: SQL) {
  return ctx.db.write
    .update(memberships)
    .set({ status: "ended", endReason: "expired", endedAt: sql`expires_at`, updatedAt: ctx.now, changeId: "expiry" })
    .where(
      and(
        sql`${memberships.workspaceId} = ${workspaceId}`,
        eq(memberships.status, "invited"),
        lte(memberships.expiresAt, ctx.now),
      ),
    );
}
