import { and, eq, gt, sql } from "drizzle-orm";
import type { InvitationPreview, Member } from "../../shared/api/members.ts";
import { maskEmailAddress } from "../../shared/email-address.ts";
import { newId } from "../../shared/ids.ts";
import { findUser, requireUser, type UserRow } from "../accounts/require-user.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { workspaces } from "../db/schema/workspaces.ts";
import { Problem } from "../http/problem.ts";
import { kickOutbox } from "../outbox/kick.ts";
import type { MembershipRow } from "../workspaces/authorize.ts";
import { readInvitationToken } from "./invitation-token.ts";
import { presentMember } from "./present.ts";
import { recordMembership } from "./record-membership.ts";

/**
 * What an invitation says, to whoever holds its link; reading changes nothing, so a mail scanner may.
 * Unknown 404, dead 410 `invitation_gone`.
 */
export async function previewInvitation(ctx: RequestContext, token: string): Promise<InvitationPreview> {
  const { membershipId, version } = await requireToken(ctx, token);
  const reader = await findUser(ctx);
  const [row] = await ctx.db.read
    .select({ membership: memberships, workspaceName: workspaces.name })
    .from(memberships)
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .where(eq(memberships.id, membershipId));
  if (!row) throw new Problem("not_found");
  const { membership, workspaceName } = row;
  const isOpen = membership.status === "invited" && (membership.expiresAt ?? 0) > ctx.now;
  if (!isOpen || membership.tokenVersion !== version) throw new Problem("invitation_gone");
  const own = reader?.user.emailKey === membership.emailKey;
  return {
    workspace: { name: workspaceName },
    email: own ? membership.email : maskEmailAddress(membership.email),
    role: membership.role,
    expiresAt: new Date(membership.expiresAt ?? 0).toISOString(),
  };
}

/**
 * Makes the invited person an active member. The write carries every precondition, so that any number
 * at once make one membership; asking again is answered with the same membership.
 */
export async function acceptInvitation(ctx: RequestContext, token: string): Promise<Member> {
  const { user } = await requireUser(ctx);
  const { membershipId, version } = await requireToken(ctx, token);
  const changeId = newId("change");
  const { write } = ctx.db;
  const [, , , rows] = await write.batch([
    write
      .update(memberships)
      .set({ status: "active", userId: user.id, activatedAt: ctx.now, updatedAt: ctx.now, changeId })
      .where(and(isOpenInvitation(ctx, membershipId, version, user), inviterStillMay)),
    ...recordMembership(ctx, {
      changeId,
      actorUserId: user.id,
      action: "member.activated",
      topic: "member.activated",
    }),
    write.select().from(memberships).where(eq(memberships.id, membershipId)),
  ]);
  const row = requireOwn(rows[0], user);
  if (row.status === "suspended") throw new Problem("suspended");
  const accepted = row.tokenVersion === version && row.userId === user.id && row.status === "active";
  if (!accepted) throw new Problem("invitation_gone", { logReason: `status ${row.status}` });
  if (row.changeId === changeId) kickOutbox(ctx);
  return presentMember(row, user.name, ctx.locale);
}

/** Ends the invitation at the invited person's wish; its seat is free at once. */
export async function declineInvitation(ctx: RequestContext, token: string): Promise<Member> {
  const { user } = await requireUser(ctx);
  const { membershipId, version } = await requireToken(ctx, token);
  const changeId = newId("change");
  const { write } = ctx.db;
  const [, , , rows] = await write.batch([
    write
      .update(memberships)
      .set({ status: "ended", endReason: "declined", endedAt: ctx.now, updatedAt: ctx.now, changeId })
      .where(isOpenInvitation(ctx, membershipId, version, user)),
    ...recordMembership(ctx, { changeId, actorUserId: user.id, action: "member.declined", topic: "member.ended" }),
    write.select().from(memberships).where(eq(memberships.id, membershipId)),
  ]);
  const row = requireOwn(rows[0], user);
  if (row.endReason !== "declined" || row.tokenVersion !== version) throw new Problem("invitation_gone");
  if (row.changeId === changeId) kickOutbox(ctx);
  return presentMember(row, user.name, ctx.locale);
}

async function requireToken(ctx: RequestContext, token: string) {
  const read = await readInvitationToken(ctx.settings, token);
  if (!read) throw new Problem("not_found", { logReason: "token not ours" });
  return read;
}

function isOpenInvitation(ctx: RequestContext, membershipId: string, version: number, user: UserRow) {
  return and(
    eq(memberships.id, membershipId),
    eq(memberships.tokenVersion, version),
    eq(memberships.status, "invited"),
    gt(memberships.expiresAt, ctx.now),
    eq(memberships.emailKey, user.emailKey),
  );
}

/**
 * The role was the inviter's to give when it was offered and must be when it is taken. Invitations of an
 * admin who goes are handed to another, so this fails only where something went wrong.
 */
export const inviterStillMay = sql`EXISTS (SELECT 1 FROM ${memberships} AS inviter
  WHERE inviter.id = ${memberships.invitedBy} AND inviter.status = 'active' AND inviter.role = 'super_admin')`;

/** The invitation is for one address; to any other account it says no more than that. */
function requireOwn(row: MembershipRow | undefined, user: UserRow): MembershipRow {
  if (!row) throw new Problem("not_found");
  if (row.emailKey !== user.emailKey) throw new Problem("email_mismatch");
  return row;
}
