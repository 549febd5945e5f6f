import { and, eq, inArray, type SQL } from "drizzle-orm";
import type { InferOutput } from "valibot";
import type { Member, memberChange } from "../../shared/api/members.ts";
import { newId } from "../../shared/ids.ts";
import { type MembershipStatus, type MembershipVerb, TRANSITIONS } from "../../shared/policy/membership.ts";
import { mayHandOut } from "../../shared/policy/roles.ts";
import type { RequestContext } from "../context.ts";
import { brokenConstraint } from "../db/constraint.ts";
import { memberships } from "../db/schema/memberships.ts";
import { users } from "../db/schema/users.ts";
import { Problem } from "../http/problem.ts";
import { kickOutbox } from "../outbox/kick.ts";
import { type Actor, authorize, type MembershipRow } from "../workspaces/authorize.ts";
import { actorStill } from "./actor-still.ts";
import { handOverInvitations, handOverInviteLink } from "./hand-over.ts";
import { presentMember } from "./present.ts";
import { recordMembership } from "./record-membership.ts";

type Change = InferOutput<typeof memberChange>;

/**
 * Changes a member's role, suspends or resumes them. The last Super Admin stays one
 * (409 `last_super_admin`); resuming takes a seat (409 `no_seats`).
 */
export async function changeMember(
  ctx: RequestContext,
  workspaceId: string,
  membershipId: string,
  change: Change,
): Promise<Member> {
  const actor = await authorize(ctx, workspaceId, "members.manage");
  if (change.role && !mayHandOut(actor.membership.role, change.role)) throw new Problem("forbidden");

  const before = await findMember(ctx, actor, membershipId);
  const asked = edgesOf(before.membership, change);
  if (asked.length === 0) return presentMember(before.membership, before.name, ctx.locale);

  const changeId = newId("change");
  const row = await writeChange(ctx, actor, { membershipId, change, asked, changeId });
  if (row.changeId !== changeId) throw new Problem("invalid_state", { logReason: `status ${row.status}` });
  kickOutbox(ctx);
  return presentMember(row, before.name, ctx.locale);
}

type Edge = Extract<MembershipVerb, "change_role" | "suspend" | "resume">;

/** What the change asks for beyond what already is. */
function edgesOf(before: MembershipRow, change: Change): Edge[] {
  const edges: Edge[] = [];
  if (change.role && change.role !== before.role) edges.push("change_role");
  if (change.status === "suspended" && before.status !== "suspended") edges.push("suspend");
  if (change.status === "active" && before.status !== "active") edges.push("resume");
  return edges;
}

type Write = { membershipId: string; change: Change; asked: Edge[]; changeId: string };

async function writeChange(ctx: RequestContext, actor: Actor, write: Write): Promise<MembershipRow> {
  const { membershipId, change, asked, changeId } = write;
  const target = and(eq(memberships.id, membershipId), eq(memberships.workspaceId, actor.workspace.id));
  const moved = asked.find((edge) => edge !== "change_role");
  const losesOffice = moved === "suspend" || (change.role !== undefined && change.role !== "super_admin");
  const own = membershipId === actor.membership.id;
  const heir = own ? ("longest_standing" as const) : { membershipId: actor.membership.id };
  const db = ctx.db.write;
  try {
    const [, , , rows] = await db.batch([
      db
        .update(memberships)
        .set({
          ...(change.role ? { role: change.role } : {}),
          ...(moved === "suspend" ? { status: "suspended", suspendedAt: ctx.now } : {}),
          ...(moved === "resume" ? { status: "active", suspendedAt: null } : {}),
          updatedAt: ctx.now,
          changeId,
        })
        .where(and(target, comesFrom(asked), actorStill(actor))),
      handOverInvitations(ctx, losesOffice ? membershipId : "", heir, changeId),
      handOverInviteLink(ctx, losesOffice ? membershipId : "", heir, changeId),
      db.select().from(memberships).where(target),
      ...asked.flatMap((edge) => recordMembership(ctx, { changeId, actorUserId: actor.user.id, ...namesOf(edge) })),
    ]);
    const [row] = rows;
    if (!row) throw new Problem("not_found");
    return row;
  } catch (error) {
    throw asProblem(error);
  }
}

/** The statuses from which every edge asked for leads on. */
function comesFrom(asked: Edge[]): SQL {
  const from = asked
    .map((edge): readonly MembershipStatus[] => TRANSITIONS[edge].from)
    .reduce((left, right) => left.filter((status) => right.includes(status)));
  return inArray(memberships.status, [...from]);
}

function namesOf(edge: Edge) {
  switch (edge) {
    case "suspend":
      return { action: "member.suspended", topic: "member.suspended" } as const;
    case "resume":
      return { action: "member.resumed", topic: "member.activated" } as const;
    case "change_role":
      return { action: "member.role_changed", topic: "member.role_changed" } as const;
  }
}

/** What the database refused, in the words of the contract; anything else stays what it is. */
export function asProblem(error: unknown): unknown {
  switch (brokenConstraint(error)) {
    case "last_super_admin":
      return new Problem("last_super_admin");
    case "seats":
      return new Problem("no_seats");
    case "invalid_transition":
      return new Problem("invalid_state");
    case "workspace_deleted":
      return new Problem("not_found");
    case "personal_workspace":
      return new Problem("personal_workspace");
    case "domain_taken":
    case undefined:
      return error;
  }
}

async function findMember(ctx: RequestContext, actor: Actor, membershipId: string) {
  const [found] = await ctx.db.read
    .select({ membership: memberships, name: users.name })
    .from(memberships)
    .leftJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.id, membershipId), eq(memberships.workspaceId, actor.workspace.id)));
  if (!found) throw new Problem("not_found");
  return found;
}
