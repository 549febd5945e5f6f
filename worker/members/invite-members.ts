import { and, eq, inArray, ne, sql } from "drizzle-orm";
import type { InferOutput } from "valibot";
import type { InvitationOutcome, InvitationResult, invitationsRequest } from "../../shared/api/members.ts";
import { type EmailAddress, parseEmailAddress } from "../../shared/email-address.ts";
import { newId } from "../../shared/ids.ts";
import { INVITATION_LIFETIME, RATE_LIMITS } from "../../shared/limits.ts";
import { mayHandOut, type Role } from "../../shared/policy/roles.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { workspaces } from "../db/schema/workspaces.ts";
import { Problem } from "../http/problem.ts";
import { chargeTogether } from "../limits/charge-limits.ts";
import { kickOutbox } from "../outbox/kick.ts";
import { type Actor, authorize, type MembershipRow } from "../workspaces/authorize.ts";
import { actorStill } from "./actor-still.ts";
import { endOverdue } from "./end-overdue.ts";
import { presentMember } from "./present.ts";
import { recordMembership } from "./record-membership.ts";

type Invitation = { email: EmailAddress; role: Role };

/**
 * Invites one or many, in one transaction; inviting someone who asked to join approves them. Free seats go in the
 * order given, and each address has an outcome of its own. Every one refused for lack of seats is 409 `no_seats`.
 */
export async function inviteMembers(
  ctx: RequestContext,
  workspaceId: string,
  request: InferOutput<typeof invitationsRequest>,
): Promise<InvitationResult[]> {
  const actor = await authorize(ctx, workspaceId, "members.manage");
  if (actor.workspace.kind === "personal") throw new Problem("personal_workspace");
  for (const { role } of request.invitations) {
    if (!mayHandOut(actor.membership.role, role))
      throw new Problem("forbidden", { logReason: `may not hand out ${role}` });
  }

  const read = request.invitations.map(({ email, role }) => ({ given: email, email: parseEmailAddress(email), role }));
  const distinct = new Map<string, Invitation>();
  for (const { email, role } of read) if (email && !distinct.has(email.key)) distinct.set(email.key, { email, role });
  if (distinct.size === 0) return read.map(({ given }) => ({ email: given, outcome: "invalid_email" }));

  await chargeInvitations(ctx, actor, distinct.size);
  const changeId = newId("change");
  const live = await writeInvitations(ctx, actor, changeId, [...distinct.values()]);
  kickOutbox(ctx);

  const told = new Set<string>();
  const results = read.flatMap(({ given, email }): InvitationResult[] => {
    if (!email) return [{ email: given, outcome: "invalid_email" }];
    if (told.has(email.key)) return [];
    told.add(email.key);
    return [presentOutcome(ctx, email, live.get(email.key), changeId)];
  });
  // For whoever lost the right meanwhile nothing was written either: they are told that.
  if (results.some(({ outcome }) => outcome === "no_seat")) await authorize(ctx, workspaceId, "members.manage");
  if (results.every(({ outcome }) => outcome === "no_seat")) throw new Problem("no_seats");
  return results;
}

function presentOutcome(
  ctx: RequestContext,
  email: EmailAddress,
  row: MembershipRow | undefined,
  changeId: string,
): InvitationResult {
  const outcome = outcomeOf(row, changeId);
  return { email: email.address, outcome, ...(row ? { membership: presentMember(row, null, ctx.locale) } : {}) };
}

/** Charged before anything is written: each becomes a mail to someone who did not ask for it. */
export async function chargeInvitations(ctx: RequestContext, actor: Actor, count: number): Promise<void> {
  const { invitationsPerUser, invitationsPerNetwork } = RATE_LIMITS;
  await chargeTogether(ctx, [
    { subject: `inviter:${actor.user.id}`, budget: { name: "invitations", ...invitationsPerUser, count } },
    { subject: `network:${ctx.network}`, budget: { name: "invitations", ...invitationsPerNetwork, count } },
  ]);
}

/** Writes what can be written and answers the live memberships of all addresses afterwards, by address. */
async function writeInvitations(
  ctx: RequestContext,
  actor: Actor,
  changeId: string,
  invitations: Invitation[],
): Promise<Map<string, MembershipRow>> {
  const workspaceId = actor.workspace.id;
  const { write } = ctx.db;
  const inserts = invitations.map(({ email, role }) =>
    write.run(sql`INSERT INTO ${memberships}
        (id, workspace_id, email, email_key, role, status, invited_by, invited_at, expires_at, updated_at, change_id)
        SELECT ${newId("membership")}, ${workspaces.id}, ${email.address}, ${email.key}, ${role}, 'invited',
          ${actor.membership.id}, ${ctx.now}, ${ctx.now + INVITATION_LIFETIME}, ${ctx.now}, ${changeId}
        FROM ${workspaces}
        WHERE ${workspaces.id} = ${workspaceId} AND ${workspaces.occupied} + ${workspaces.held} < ${workspaces.seats}
          AND ${actorStill(actor)}
        ON CONFLICT (workspace_id, email_key) WHERE status <> 'ended' DO UPDATE
          SET status = 'active', role = excluded.role, activated_at = ${ctx.now}, updated_at = ${ctx.now}, change_id = ${changeId}
          WHERE ${memberships.status} = 'requested'`),
  );
  const [, ...others] = await write.batch([
    endOverdue(ctx, workspaceId),
    ...inserts,
    ...recordMembership(ctx, {
      changeId,
      actorUserId: actor.user.id,
      action: { active: "member.approved", otherwise: "member.invited" },
      topic: sql`CASE changed.status WHEN 'active' THEN 'member.activated' ELSE 'member.invited' END`,
    }),
    write
      .select()
      .from(memberships)
      .where(
        and(
          eq(memberships.workspaceId, workspaceId),
          inArray(
            memberships.emailKey,
            invitations.map(({ email }) => email.key),
          ),
          ne(memberships.status, "ended"),
        ),
      ),
  ]);
  const rows = others.at(-1) as unknown as MembershipRow[];
  return new Map(rows.map((row) => [row.emailKey, row]));
}

function outcomeOf(row: MembershipRow | undefined, changeId: string): InvitationOutcome {
  if (!row) return "no_seat";
  if (row.changeId === changeId) return row.status === "active" ? "approved" : "invited";
  switch (row.status) {
    case "invited":
      return "already_invited";
    case "requested":
      return "no_seat";
    case "active":
    case "suspended":
    case "ended":
      return "already_member";
  }
}
