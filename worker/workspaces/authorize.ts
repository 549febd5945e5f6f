import { and, eq, ne, type SQL, sql } from "drizzle-orm";
import type { BatchItem, BatchResponse } from "drizzle-orm/batch";
import { type Capability, can, ROLES } from "../../shared/policy/roles.ts";
import { claimedSession, sessionLives, type UserRow } from "../accounts/require-user.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { sessions } from "../db/schema/sessions.ts";
import { users } from "../db/schema/users.ts";
import { workspaces } from "../db/schema/workspaces.ts";
import { Problem } from "../http/problem.ts";
import type { WorkspaceRow } from "./present.ts";

export type MembershipRow = typeof memberships.$inferSelect;

/** Who acts in a workspace: proven to be signed in and an active member there. */
export type Actor = { user: UserRow; sessionId: string; membership: MembershipRow; workspace: WorkspaceRow };

/**
 * The first line of every verb in a workspace: reads session, membership and workspace in one round trip.
 * 401 for a dead session; 404 for whoever may not know the workspace exists; 403 for a member
 * who is suspended or whose role lacks the capability.
 */
export async function authorize(ctx: RequestContext, workspaceId: string, capability?: Capability): Promise<Actor> {
  const sessionId = claimedSession(ctx);
  const [row] = await selectActor(ctx, sessionId, workspaceId);
  return admit(ctx, sessionId, row, capability);
}

function selectActor(ctx: RequestContext, sessionId: string, workspaceId: string) {
  return ctx.db.read
    .select({ user: users, membership: memberships, workspace: workspaces })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(
      memberships,
      and(eq(memberships.userId, users.id), eq(memberships.workspaceId, workspaceId), ne(memberships.status, "ended")),
    )
    .leftJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .where(sessionLives(ctx, sessionId));
}

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
  const reading = queries(maySql(ctx, workspaceId, capability));
  const [rows, ...results] = await ctx.db.read.batch([selectActor(ctx, sessionId, workspaceId), ...reading]);
  const actor = admit(ctx, sessionId, rows[0], capability);
  return { actor, results: results as BatchResponse<T> };
}

/**
 * Whether whoever asks may do this in a workspace, in SQL that is judged once a statement. The pluses keep the
 * planner from looking through all active members for the one.
 */
export function maySql(ctx: RequestContext, workspaceId: string, capability: Capability): SQL {
  const roles = ROLES.filter((role) => can(role, capability));
  return sql`EXISTS (SELECT 1 FROM ${sessions} JOIN ${memberships} AS actor ON actor.user_id = ${sessions.userId}
    WHERE ${sessionLives(ctx, claimedSession(ctx))} AND actor.workspace_id = ${workspaceId} AND +actor.status = 'active'
      AND +actor.role IN ${roles})`;
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

type ActorRow = { user: UserRow; membership: MembershipRow | null; workspace: WorkspaceRow | null };

/** Decides on what was read; shared by the loaders that read a node or share in the same round trip. */
export function admit(
  ctx: RequestContext,
  sessionId: string,
  row: ActorRow | undefined,
  capability?: Capability,
): Actor {
  if (!row) throw new Problem("unauthenticated", { logReason: "session is over" });
  ctx.log.user = row.user.id;
  const { user, membership, workspace } = row;
  if (workspace && isBeyondKey(ctx, workspace.id))
    throw new Problem("not_found", { logReason: "not the key's workspace" });
  if (!membership || !workspace) throw new Problem("not_found", { logReason: "not a member" });
  ctx.log.workspace = workspace.id;
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
  return { user, sessionId, membership, workspace };
}
