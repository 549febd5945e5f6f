import { and, desc, eq, ne, type SQL, sql } from "drizzle-orm";
import { atLeast, type Level, levelAt } from "../../shared/policy/access.ts";
import type { Capability } from "../../shared/policy/roles.ts";
import { claimedSession, sessionLives } from "../accounts/require-user.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { media, nodes } from "../db/schema/nodes.ts";
import { sessions } from "../db/schema/sessions.ts";
import { users } from "../db/schema/users.ts";
import { workspaces } from "../db/schema/workspaces.ts";
import { Problem } from "../http/problem.ts";
import { type Actor, admit } from "../workspaces/authorize.ts";
import { isTrashed, type NodePath, type NodeRow, onPath, pathFrom } from "./node-path.ts";

export type MediaRow = typeof media.$inferSelect;

/** A node as its caller stands to it. */
export type NodeAccess = { actor: Actor; node: NodeRow; path: NodePath; level: Level; media: MediaRow | undefined };

/**
 * The first line of every verb on a node: session, membership, workspace, the way up to the project and the
 * newest media in one round trip. 401 for a dead session; 404 for whoever may not know the node exists;
 * 403 for a member whose level or role is too low.
 */
export async function requireNode(
  ctx: RequestContext,
  nodeId: string,
  wanted: Level,
  capability?: Capability,
): Promise<NodeAccess> {
  const sessionId = claimedSession(ctx);
  const [actors, rows, newest] = await ctx.db.read.batch(accessQueries(ctx, sessionId, sql`${nodeId}`));
  return admitToNode(ctx, { sessionId, nodeId, wanted, capability, actors, rows, media: newest[0] });
}

/** What decides on a node, as the statements of one batch; `nodeId` may be a subquery. */
export function accessQueries(ctx: RequestContext, sessionId: string, nodeId: SQL) {
  const { read } = ctx.db;
  return [
    read
      .select({ user: users, membership: memberships, workspace: workspaces })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .leftJoin(
        memberships,
        and(
          eq(memberships.userId, users.id),
          ne(memberships.status, "ended"),
          sql`${memberships.workspaceId} = (SELECT of.workspace_id FROM ${nodes} AS of WHERE of.id = ${nodeId})`,
        ),
      )
      .leftJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
      .where(sessionLives(ctx, sessionId)),
    read.select().from(nodes).where(onPath(nodeId)),
    read.select().from(media).where(sql`${media.nodeId} = ${nodeId}`).orderBy(desc(media.version)).limit(1),
  ] as const;
}

type ActorRow = Parameters<typeof admit>[2];

type Found = {
  sessionId: string;
  nodeId: string;
  wanted: Level;
  capability: Capability | undefined;
  actors: readonly NonNullable<ActorRow>[];
  rows: readonly NodeRow[];
  media: MediaRow | undefined;
};

/** Decides on what was read; shared by the loaders that reach a node through something else. */
export function admitToNode(ctx: RequestContext, found: Found): NodeAccess {
  const { sessionId, nodeId, wanted, capability } = found;
  const [actorRow] = found.actors;
  const path = pathFrom(nodeId, found.rows);
  const level = path && actorRow ? levelOf(actorRow, path) : "none";
  // Before role and status are judged: to whoever sees nothing here, the node does not exist.
  if (actorRow && (!path || isTrashed(path) || level === "none")) {
    throw new Problem("not_found", { logReason: path ? "no level or in the trash" : "unknown node" });
  }
  const actor = admit(ctx, sessionId, actorRow, capability);
  if (!path) throw new Problem("not_found");
  if (!atLeast(level, wanted)) throw new Problem("forbidden", { logReason: `level ${level}, wants ${wanted}` });
  return { actor, node: path[0], path, level, media: found.media };
}

function levelOf(row: NonNullable<ActorRow>, path: NodePath): Level {
  const { membership } = row;
  return membership ? levelAt({ membershipId: membership.id, role: membership.role }, path) : "none";
}
