import { and, eq, gt, isNull, lte, or, sql } from "drizzle-orm";
import type { Member } from "../../shared/api/members.ts";
import { newId } from "../../shared/ids.ts";
import { INVITATION_LIFETIME, RESEND_COOLDOWN } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import { brokenConstraint } from "../db/constraint.ts";
import { memberships } from "../db/schema/memberships.ts";
import { Problem } from "../http/problem.ts";
import { kickOutbox } from "../outbox/kick.ts";
import { type Actor, authorize, type MembershipRow } from "../workspaces/authorize.ts";
import { actorStill } from "./actor-still.ts";
import { endOverdue } from "./end-overdue.ts";
import { chargeInvitations } from "./invite-members.ts";
import { presentMember } from "./present.ts";
import { recordMembership } from "./record-membership.ts";

/**
 * Mails a new token; the old one dies with it. An expired invitation takes a seat anew (409 `no_seats`).
 * The first resend goes at once, later ones a minute apart (429).
 */
export async function resendInvitation(
  ctx: RequestContext,
  workspaceId: string,
  membershipId: string,
): Promise<Member> {
  const actor = await authorize(ctx, workspaceId, "members.manage");
  await chargeInvitations(ctx, actor, 1);
  const changeId = newId("change");
  const row = await writeResend(ctx, actor, membershipId, changeId);
  if (row.changeId !== changeId) refuseResend(ctx, row);
  kickOutbox(ctx);
  return presentMember(row, null, ctx.locale);
}

async function writeResend(
  ctx: RequestContext,
  actor: Actor,
  membershipId: string,
  changeId: string,
): Promise<MembershipRow> {
  const { write } = ctx.db;
  const target = and(eq(memberships.id, membershipId), eq(memberships.workspaceId, actor.workspace.id));
  const isInvitation = or(eq(memberships.status, "invited"), eq(memberships.endReason, "expired"));
  const isCool = or(isNull(memberships.resentAt), lte(memberships.resentAt, ctx.now - RESEND_COOLDOWN));
  try {
    const [, , , , rows] = await write.batch([
      endOverdue(ctx, actor.workspace.id),
      write
        .update(memberships)
        .set({
          status: "invited",
          endReason: null,
          endedAt: null,
          expiryTold: false,
          tokenVersion: sql`${memberships.tokenVersion} + 1`,
          invitedBy: actor.membership.id,
          resentAt: ctx.now,
          expiresAt: ctx.now + INVITATION_LIFETIME,
          updatedAt: ctx.now,
          changeId,
        })
        .where(and(target, isInvitation, isCool, actorStill(actor))),
      ...recordMembership(ctx, {
        changeId,
        actorUserId: actor.user.id,
        action: "member.invitation_resent",
        topic: "member.invited",
      }),
      write.select().from(memberships).where(target),
    ]);
    const [row] = rows;
    if (!row) throw new Problem("not_found");
    return row;
  } catch (error) {
    throw brokenConstraint(error) === "seats" ? new Problem("no_seats") : asLiveElsewhere(error);
  }
}

/** An expired invitation cannot come back beside a newer one to the same address. */
function asLiveElsewhere(error: unknown): unknown {
  const isUnique = error instanceof Error && String(error.cause ?? error).includes("UNIQUE constraint failed");
  return isUnique ? new Problem("invalid_state", { logReason: "a newer invitation is live" }) : error;
}

function refuseResend(ctx: RequestContext, row: MembershipRow): never {
  const isInvitation = row.status === "invited" || row.endReason === "expired";
  const wait = (row.resentAt ?? 0) + RESEND_COOLDOWN - ctx.now;
  if (isInvitation && wait > 0) throw new Problem("rate_limited", { retryAfterSeconds: Math.ceil(wait / 1000) });
  throw new Problem("invalid_state", { logReason: `cannot resend: ${row.status}` });
}

/** Takes an invitation back; its link is dead and its seat free at once. */
export async function revokeInvitation(ctx: RequestContext, workspaceId: string, membershipId: string): Promise<void> {
  const actor = await authorize(ctx, workspaceId, "members.manage");
  const changeId = newId("change");
  const { write } = ctx.db;
  const target = and(eq(memberships.id, membershipId), eq(memberships.workspaceId, workspaceId));
  const [, , , rows] = await write.batch([
    write
      .update(memberships)
      .set({ status: "ended", endReason: "revoked", endedAt: ctx.now, updatedAt: ctx.now, changeId })
      .where(and(target, eq(memberships.status, "invited"), gt(memberships.expiresAt, ctx.now), actorStill(actor))),
    ...recordMembership(ctx, {
      changeId,
      actorUserId: actor.user.id,
      action: "member.invitation_revoked",
      topic: "member.ended",
    }),
    write.select().from(memberships).where(target),
  ]);
  const [row] = rows;
  if (!row) throw new Problem("not_found");
  if (row.changeId !== changeId) throw new Problem("invalid_state", { logReason: `cannot revoke: ${row.status}` });
  kickOutbox(ctx);
}
