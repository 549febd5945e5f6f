import { and, eq, ne, type SQL, sql } from "drizzle-orm";
import type { BatchItem, BatchResponse } from "drizzle-orm/batch";
import { type Capability, can, ROLES } from "../../shared/policy/roles.ts";
import { SIGN_IN_ANEW } from "../../shared/problem.ts";
import { countsHere, mustSignIn } from "../accounts/counts-here.ts";
import { claimedSession, sessionLives, type UserRow } from "../accounts/require-user.ts";
import type { RequestContext } from "../context.ts";
import { prepared, type Value } from "../db/prepared.ts";
import { memberships } from "../db/schema/memberships.ts";
import { sessions } from "../db/schema/sessions.ts";
import { users } from "../db/schema/users.ts";
import { workspaces } from "../db/schema/workspaces.ts";
import { Problem } from "../http/problem.ts";
import type { WorkspaceRow } from "./present.ts";

export type MembershipRow = typeof memberships.$inferSelect;

/** Who acts in a workspace: proven to be signed in and an active member there. */
export type Actor = {
  user: UserRow;
  sessionId: string;
  /** When that session began. */
  signedInAt: number;
  membership: MembershipRow;
  workspace: WorkspaceRow;
};

/**
 * The first line of every verb in a workspace: reads session, membership and workspace in one round trip.
 * 401 for a session that is dead or counts no more in this workspace; 404 for whoever may not know the workspace exists; 403 for a member
 * who is suspended or whose role lacks the capability.
 */
export async function authorize(ctx: RequestContext, workspaceId: string, capability?: Capability): Promise<Actor> {
  const sessionId = claimedSession(ctx);
  const [[row]] = await ctx.db.read.batch([actorOf({ sessionId, now: ctx.now, workspaceId })]);
  return admit(ctx, sessionId, row, capability);
}

const actorOf = prepared(["sessionId", "now", "workspaceId"], (db, { sessionId, now, workspaceId }) =>
  db
    .select({ user: users, signedInAt: sessions.createdAt, membership: memberships, workspace: workspaces })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(
      memberships,
      and(eq(memberships.userId, users.id), eq(memberships.workspaceId, workspaceId), ne(memberships.status, "ended")),
    )
    .leftJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .where(sessionLives({ now }, sessionId)),
);

/**
 * The same in one round trip with the queries of a reading. `may` holds for whoever may do this: it stands in
 * the condition of each query, so that nobody else costs or learns anything.
 */
export async function authorizeWith<U extends BatchItem<"sqlite">, T extends Readonly<[U, ...U[]]>>(
  ctx: RequestContext,
  workspaceId: string,
  capability: Capability,
  queries: (may: SQL) => T,
): Promise<{ actor: Actor; results: BatchResponse<T> }> {
  const sessionId = claimedSession(ctx);
  const reading = queries(maySql({ sessionId, now: ctx.now, workspaceId }, capability));
  const asking = actorOf({ sessionId, now: ctx.now, workspaceId });
  const [rows, ...results] = await ctx.db.read.batch([asking, ...reading]);
  const actor = admit(ctx, sessionId, rows[0], capability);
  return { actor, results: results as BatchResponse<T> };
}

/** Who asks, when, in which workspace. */
export type Asking = { sessionId: Value<string>; now: Value<number>; workspaceId: Value<string> };

/**
 * Whether whoever asks may do this in a workspace, in SQL that is judged once a statement. The pluses keep the
 * planner from looking through all active members for the one.
 */
export function maySql({ sessionId, now, workspaceId }: Asking, capability: Capability): SQL {
  const roles = ROLES.filter((role) => can(role, capability));
  return sql`EXISTS (SELECT 1 FROM ${sessions} JOIN ${memberships} AS actor ON actor.user_id = ${sessions.userId}
    WHERE ${sessionLives({ now }, sessionId)} AND actor.workspace_id = ${workspaceId} AND +actor.status = 'active'
      AND +actor.role IN ${roles} AND ${countsHere("actor")})`;
}

/** The company domain of whoever asks, in SQL; null where they have none. */
export function claimantDomain(ctx: RequestContext): SQL {
  return sql`(SELECT claimant.company_domain FROM ${sessions} JOIN ${users} AS claimant ON claimant.id = ${sessions.userId}
    WHERE ${sessions.id} = ${claimedSession(ctx)})`;
}

/** Whether a workspace lies beyond the reach of the API key that asks, if one does. */
export function isBeyondKey({ credentials }: RequestContext, workspaceId: string): boolean {
  return credentials?.via === "api_key" && credentials.key.workspaceId !== workspaceId;
}

export type ActorRow = {
  user: UserRow;
  signedInAt: number;
  membership: MembershipRow | null;
  workspace: WorkspaceRow | null;
};

/** Decides on what was read; shared by the loaders that read a node or share in the same round trip. */
export function admit(
  ctx: RequestContext,
  sessionId: string,
  row: ActorRow | undefined,
  capability?: Capability,
): Actor {
  if (!row) throw new Problem("unauthenticated", { logReason: "session is over" });
  ctx.log.user = row.user.id;
  const { user, signedInAt, membership, workspace } = row;
  if (workspace && isBeyondKey(ctx, workspace.id))
    throw new Problem("not_found", { logReason: "not the key's workspace" });
  if (!membership || !workspace) throw new Problem("not_found", { logReason: "not a member" });
  ctx.log.workspace = workspace.id;
  ctx.acting.workspaceId = workspace.id;
  if (mustSignIn(membership, signedInAt)) throw signInAnew();
  switch (membership.status) {
    case "active":
      break;
    case "suspended":
      throw new Problem("forbidden", { logReason: "suspended" });
    case "invited":
    case "requested":
    case "ended":
      throw new Problem("not_found", { logReason: "not an active member" });
  }
  if (capability && !can(membership.role, capability)) {
    throw new Problem("forbidden", { logReason: `lacks ${capability}` });
  }
  return { user, sessionId, signedInAt, membership, workspace };
}

/** Another access token of the same session is worth no more: whoever asks learns to sign in. */
function signInAnew(): Problem {
  const detail = "An admin ended your sessions in this workspace: sign in anew.";
  return new Problem("unauthenticated", {
    errors: [{ pointer: "", code: SIGN_IN_ANEW, detail }],
    logReason: "must sign in anew here",
  });
}
