import { and, eq, gt, ne } from "drizzle-orm";
import type { InferOutput } from "valibot";
import type { Me, MyInvitation, meChange } from "../../shared/api/accounts.ts";
import { foldText } from "../../shared/fold-text.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { sessions } from "../db/schema/sessions.ts";
import { users } from "../db/schema/users.ts";
import { workspaces } from "../db/schema/workspaces.ts";
import { Problem } from "../http/problem.ts";
import { joinableBy } from "../joining/joinable.ts";
import { makeInvitationToken } from "../members/invitation-token.ts";
import { presentWorkspace } from "../workspaces/present.ts";
import { mustSignIn } from "./counts-here.ts";
import { presentUser } from "./present.ts";
import { claimedSession, requireUser, sessionLives, type UserRow } from "./require-user.ts";

/** Who I am, where I belong and what waits for me, in one round trip. */
export async function readMe(ctx: RequestContext): Promise<Me> {
  const sessionId = claimedSession(ctx);
  const { read } = ctx.db;
  const [people, belonging, invited, joinable] = await read.batch([
    read
      .select({ user: users })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(sessionLives(ctx, sessionId)),
    read
      .select({ signedInAt: sessions.createdAt, membership: memberships, workspace: workspaces })
      .from(sessions)
      .innerJoin(memberships, and(eq(memberships.userId, sessions.userId), ne(memberships.status, "ended")))
      .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
      .where(sessionLives(ctx, sessionId))
      .orderBy(workspaces.kind, workspaces.name),
    read
      .select({ membership: memberships, workspace: { id: workspaces.id, name: workspaces.name } })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .innerJoin(
        memberships,
        and(
          eq(memberships.emailKey, users.emailKey),
          eq(memberships.status, "invited"),
          gt(memberships.expiresAt, ctx.now),
        ),
      )
      .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
      .where(sessionLives(ctx, sessionId)),
    joinableBy(ctx, sessionId),
  ]);
  const user = people[0]?.user;
  if (!user) throw new Problem("unauthenticated");
  ctx.log.user = user.id;
  return {
    user: presentMyself(user),
    memberships: belonging.map((row) => presentBelonging(ctx, row)),
    invitations: await Promise.all(
      invited.map(({ membership, workspace }) => presentInvitation(ctx, membership, workspace)),
    ),
    joinable,
  };
}

export async function changeMe(ctx: RequestContext, change: InferOutput<typeof meChange>): Promise<Me["user"]> {
  const { user } = await requireUser(ctx);
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const set = { ...given, ...(change.name === undefined ? {} : { nameFolded: foldText(change.name) }) };
  if (Object.keys(set).length === 0) return presentMyself(user);
  const [changed] = await ctx.db.write.update(users).set(set).where(eq(users.id, user.id)).returning();
  return presentMyself(changed ?? user);
}

function presentMyself(user: UserRow): Me["user"] {
  return { ...presentUser(user), suggestible: user.suggestible, companyDomain: user.companyDomain };
}

type Belonging = {
  signedInAt: number;
  membership: typeof memberships.$inferSelect;
  workspace: typeof workspaces.$inferSelect;
};

/** A workspace where one must sign in anew stays in the list, and nothing can be done there. */
function presentBelonging(ctx: RequestContext, { signedInAt, membership, workspace }: Belonging) {
  const isShut = mustSignIn(membership, signedInAt);
  const shown = presentWorkspace(ctx, workspace, membership);
  return {
    membershipId: membership.id,
    workspace: isShut ? { ...shown, abilities: [] } : shown,
    role: membership.role,
    status: membership.status,
    mustSignIn: isShut,
  };
}

async function presentInvitation(
  ctx: RequestContext,
  membership: typeof memberships.$inferSelect,
  workspace: MyInvitation["workspace"],
): Promise<MyInvitation> {
  return {
    membershipId: membership.id,
    token: await makeInvitationToken(ctx.settings, membership.id, membership.tokenVersion),
    workspace,
    role: membership.role,
    expiresAt: new Date(membership.expiresAt ?? 0).toISOString(),
  };
}
