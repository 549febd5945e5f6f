import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { AuditAction } from "../../shared/audit-actions.ts";
import { newId } from "../../shared/ids.ts";
import { type EndReason, type MembershipStatus, TRANSITIONS } from "../../shared/policy/membership.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { Problem } from "../http/problem.ts";
import { kickOutbox } from "../outbox/kick.ts";
import { type Actor, authorize } from "../workspaces/authorize.ts";
import { actorStill, sessionStill } from "./actor-still.ts";
import { asProblem } from "./change-member.ts";
import { type Heir, handOverInvitations, handOverInviteLink, handOverNodes } from "./hand-over.ts";
import { recordMembership } from "./record-membership.ts";

/**
 * Takes a member out. Their nodes go to `transferTo`, else to the Super Admin who removes them,
 * and so do their pending invitations, which stay good.
 */
export async function removeMember(
  ctx: RequestContext,
  workspaceId: string,
  membershipId: string,
  transferTo: string | undefined,
): Promise<void> {
  const actor = await authorize(ctx, workspaceId, "members.manage");
  if (transferTo !== undefined) await requireActiveMember(ctx, workspaceId, transferTo, membershipId);
  if (membershipId === actor.membership.id) return leave(ctx, actor, transferTo);
  await end(ctx, {
    membershipId,
    workspaceId,
    actorUserId: actor.user.id,
    action: "member.removed",
    endReason: "removed",
    from: TRANSITIONS.remove.from,
    still: actorStill(actor),
    heirOfInvitations: { membershipId: actor.membership.id },
    heirOfNodes: { membershipId: transferTo ?? actor.membership.id },
  });
}

/** Leaves a shared workspace; what one owned and whom one invited go to the longest-standing Super Admin. */
export async function leaveWorkspace(ctx: RequestContext, workspaceId: string): Promise<void> {
  return leave(ctx, await authorize(ctx, workspaceId), undefined);
}

async function leave(ctx: RequestContext, actor: Actor, transferTo: string | undefined): Promise<void> {
  if (actor.workspace.kind === "personal") throw new Problem("personal_workspace");
  await end(ctx, {
    membershipId: actor.membership.id,
    workspaceId: actor.workspace.id,
    actorUserId: actor.user.id,
    action: "member.left",
    endReason: "left",
    from: TRANSITIONS.leave.from,
    still: sessionStill(actor),
    heirOfInvitations: "longest_standing",
    heirOfNodes: transferTo === undefined ? "longest_standing" : { membershipId: transferTo },
  });
}

type Ending = {
  membershipId: string;
  workspaceId: string;
  actorUserId: string;
  action: AuditAction;
  endReason: EndReason;
  from: readonly MembershipStatus[];
  still: SQL;
  heirOfInvitations: Heir;
  heirOfNodes: Heir;
};

async function end(ctx: RequestContext, ending: Ending): Promise<void> {
  const { membershipId, workspaceId, actorUserId, action, endReason } = ending;
  const changeId = newId("change");
  const target = and(eq(memberships.id, membershipId), eq(memberships.workspaceId, workspaceId));
  const { write } = ctx.db;
  try {
    const [, , , , , , rows] = await write.batch([
      write
        .update(memberships)
        .set({ status: "ended", endReason, endedAt: ctx.now, updatedAt: ctx.now, changeId })
        .where(and(target, inArray(memberships.status, [...ending.from]), ending.still, heirIsThere(ending))),
      ...recordMembership(ctx, { changeId, actorUserId, action, topic: "member.ended" }),
      handOverInvitations(ctx, membershipId, ending.heirOfInvitations, changeId),
      handOverInviteLink(ctx, membershipId, ending.heirOfInvitations, changeId),
      handOverNodes(ctx, membershipId, ending.heirOfNodes, changeId),
      write.select().from(memberships).where(target),
    ]);
    const [row] = rows;
    if (!row) throw new Problem("not_found");
    if (row.changeId !== changeId) throw new Problem("invalid_state", { logReason: `status ${row.status}` });
  } catch (error) {
    throw asProblem(error);
  }
  kickOutbox(ctx);
}

/** Whoever was named to take over may be leaving in the same moment. */
function heirIsThere({ heirOfNodes, membershipId, workspaceId }: Ending): SQL | undefined {
  if (heirOfNodes === "longest_standing") return undefined;
  return sql`EXISTS (SELECT 1 FROM ${memberships} AS heir WHERE heir.id = ${heirOfNodes.membershipId}
    AND heir.id <> ${membershipId} AND heir.workspace_id = ${workspaceId} AND heir.status = 'active')`;
}

async function requireActiveMember(
  ctx: RequestContext,
  workspaceId: string,
  heirId: string,
  goneId: string,
): Promise<void> {
  const found = await ctx.db.read.$count(
    memberships,
    and(eq(memberships.id, heirId), eq(memberships.workspaceId, workspaceId), eq(memberships.status, "active")),
  );
  if (found === 1 && heirId !== goneId) return;
  throw new Problem("invalid_request", {
    errors: [{ pointer: "/query/transferTo", code: "unknown_member", detail: "Must be another active member." }],
  });
}
