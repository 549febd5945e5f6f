import { and, eq, type SQL, sql } from "drizzle-orm";
import { isId, newId } from "../../shared/ids.ts";
import { RATE_LIMITS } from "../../shared/limits.ts";
import { requireUser } from "../accounts/require-user.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { workspaces } from "../db/schema/workspaces.ts";
import { chargeLimits } from "../limits/charge-limits.ts";
import { endOverdue } from "../members/end-overdue.ts";
import { recordMembership } from "../members/record-membership.ts";
import { kickOutbox } from "../outbox/kick.ts";
import { comeIn } from "./come-in.ts";
import { askingDoor, seatFree } from "./door-sql.ts";

/**
 * Asks to join. What comes of it stands in `GET /me`; the answer says nothing, and the work is the same,
 * whether the workspace exists, takes requests, or knows the person.
 */
export async function askToJoin(ctx: RequestContext, workspaceId: string, message: string | undefined): Promise<void> {
  const { user } = await requireUser(ctx);
  await chargeLimits(ctx, `joining:${user.id}`, [
    { name: "requests", ...RATE_LIMITS.joinRequestsPerUser },
    {
      name: `requests:${isId("workspace", workspaceId) ? workspaceId : "of no workspace"}`,
      ...RATE_LIMITS.joinRequestsPerUserAndWorkspace,
    },
  ]);
  const changeId = newId("change");
  const entry = (free: SQL) => sql`SELECT ${workspaces.id} AS workspace_id, ${workspaces.defaultRole} AS role,
      ${askingDoor(ctx, user, free)} AS door
    FROM ${workspaces} WHERE ${workspaces.id} = ${workspaceId} AND ${workspaces.kind} = 'shared'`;
  const { write } = ctx.db;
  const results = await write.batch([
    endOverdue(ctx, workspaceId),
    write
      .update(memberships)
      .set({ message: sql`coalesce(${message ?? null}, ${memberships.message})` })
      .where(and(eq(memberships.workspaceId, workspaceId), requestOf(user.id))),
    ...comeIn(ctx, {
      user,
      changeId,
      workspaceId: sql`${workspaceId}`,
      entry: entry(seatFree),
      entryIfFree: entry(sql`1`),
      ...(message ? { message } : {}),
    }),
    write.select({ id: memberships.id }).from(memberships).where(eq(memberships.changeId, changeId)),
  ]);
  if (results[8].length > 0) kickOutbox(ctx);
}

/** Takes one's own request back; says nothing of whether there was one. */
export async function withdrawRequest(ctx: RequestContext, workspaceId: string): Promise<void> {
  const { user } = await requireUser(ctx);
  const changeId = newId("change");
  const { write } = ctx.db;
  const [ended] = await write.batch([
    write
      .update(memberships)
      .set({ status: "ended", endReason: "withdrawn", endedAt: ctx.now, updatedAt: ctx.now, changeId })
      .where(and(eq(memberships.workspaceId, workspaceId), requestOf(user.id)))
      .returning({ id: memberships.id }),
    ...recordMembership(ctx, { changeId, actorUserId: user.id, action: "member.withdrew", topic: "member.ended" }),
  ]);
  if (ended.length > 0) kickOutbox(ctx);
}

function requestOf(userId: string) {
  return and(eq(memberships.userId, userId), eq(memberships.status, "requested"));
}
