import { and, desc, eq, lt } from "drizzle-orm";
import type { InferOutput } from "valibot";
import type { JoinRequestPage, joinApproval, joinRequestQuery } from "../../shared/api/join-requests.ts";
import type { Member } from "../../shared/api/members.ts";
import type { AuditAction } from "../../shared/audit-actions.ts";
import { newId } from "../../shared/ids.ts";
import { mayHandOut, type Role } from "../../shared/policy/roles.ts";
import type { RequestOutcome } from "../../shared/problem.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { users } from "../db/schema/users.ts";
import { Problem } from "../http/problem.ts";
import { actorStill } from "../members/actor-still.ts";
import { asProblem } from "../members/change-member.ts";
import { endOverdue } from "../members/end-overdue.ts";
import { presentMember, presentRequest } from "../members/present.ts";
import { recordMembership } from "../members/record-membership.ts";
import { kickOutbox } from "../outbox/kick.ts";
import { type Actor, authorize, authorizeWith, type MembershipRow } from "../workspaces/authorize.ts";

/** Who asks to join, the newest first, in one round trip. */
export async function listJoinRequests(
  ctx: RequestContext,
  workspaceId: string,
  page: InferOutput<typeof joinRequestQuery>,
): Promise<JoinRequestPage> {
  const { results } = await authorizeWith(ctx, workspaceId, "members.manage", (may) => [
    ctx.db.read
      .select({ membership: memberships, name: users.name })
      .from(memberships)
      .leftJoin(users, eq(users.id, memberships.userId))
      .where(
        and(
          may,
          eq(memberships.workspaceId, workspaceId),
          eq(memberships.status, "requested"),
          page.cursor ? lt(memberships.id, page.cursor) : undefined,
        ),
      )
      .orderBy(desc(memberships.id))
      .limit(page.limit + 1),
  ]);
  const [rows] = results;
  const shown = rows.slice(0, page.limit);
  return {
    items: shown.map(({ membership, name }) => presentRequest(membership, name, ctx.locale)),
    nextCursor: rows.length > page.limit ? (shown.at(-1)?.membership.id ?? null) : null,
  };
}

/**
 * Makes whoever asked an active member, in the role given or the workspace's `defaultRole`.
 * Full 409 `no_seats`; decided by another meanwhile 409 `request_decided` with the outcome.
 */
export async function approveRequest(
  ctx: RequestContext,
  workspaceId: string,
  membershipId: string,
  approval: InferOutput<typeof joinApproval>,
): Promise<Member> {
  const actor = await authorize(ctx, workspaceId, "members.manage");
  const role = approval.role ?? actor.workspace.defaultRole;
  if (!mayHandOut(actor.membership.role, role)) throw new Problem("forbidden");
  return decide(ctx, actor, membershipId, {
    set: { status: "active", role, activatedAt: ctx.now },
    action: "member.approved",
    topic: "member.activated",
  });
}

export async function denyRequest(ctx: RequestContext, workspaceId: string, membershipId: string): Promise<Member> {
  const actor = await authorize(ctx, workspaceId, "members.manage");
  return decide(ctx, actor, membershipId, {
    set: { status: "ended", endReason: "denied", endedAt: ctx.now },
    action: "member.denied",
    topic: "member.ended",
  });
}

type Decision = {
  set:
    | { status: "active"; role: Role; activatedAt: number }
    | { status: "ended"; endReason: "denied"; endedAt: number };
  action: AuditAction;
  topic: "member.activated" | "member.ended";
};

/** The write carries the precondition: of two who decide at once, one does and the other is told what was decided. */
async function decide(ctx: RequestContext, actor: Actor, membershipId: string, decision: Decision): Promise<Member> {
  const changeId = newId("change");
  const { set, action, topic } = decision;
  const target = and(eq(memberships.id, membershipId), eq(memberships.workspaceId, actor.workspace.id));
  const { write } = ctx.db;
  try {
    const [, , , , rows] = await write.batch([
      endOverdue(ctx, actor.workspace.id),
      write
        .update(memberships)
        .set({ ...set, updatedAt: ctx.now, changeId })
        .where(and(target, eq(memberships.status, "requested"), actorStill(actor))),
      ...recordMembership(ctx, { changeId, actorUserId: actor.user.id, action, topic }),
      write
        .select({ membership: memberships, name: users.name })
        .from(memberships)
        .leftJoin(users, eq(users.id, memberships.userId))
        .where(target),
    ]);
    const [row] = rows;
    if (!row || row.membership.requestedAt === null) throw new Problem("not_found");
    if (row.membership.changeId !== changeId) throw alreadyDecided(row.membership);
    kickOutbox(ctx);
    return presentMember(row.membership, row.name, ctx.locale);
  } catch (error) {
    throw asProblem(error);
  }
}

function alreadyDecided(row: MembershipRow): Problem {
  if (row.status === "requested") return new Problem("forbidden", { logReason: "lost the role meanwhile" });
  return new Problem("request_decided", { outcome: outcomeOf(row) });
}

function outcomeOf(row: MembershipRow): RequestOutcome {
  return row.endReason === "denied" || row.endReason === "withdrawn" ? row.endReason : "approved";
}
