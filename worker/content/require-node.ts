import { and, desc, eq, ne, type Placeholder, type SQL, sql } from "drizzle-orm";
import { atLeast, type Level, levelAt } from "../../shared/policy/access.ts";
import type { Capability } from "../../shared/policy/roles.ts";
import { claimedSession, sessionLives } from "../accounts/require-user.ts";
import type { RequestContext } from "../context.ts";
import { prepared } from "../db/prepared.ts";
import { memberships } from "../db/schema/memberships.ts";
import { media, nodes } from "../db/schema/nodes.ts";
import { sessions } from "../db/schema/sessions.ts";
import { users } from "../db/schema/users.ts";
import { workspaces } from "../db/schema/workspaces.ts";
import { Problem } from "../http/problem.ts";
import { type Actor, type ActorRow, admit } from "../workspaces/authorize.ts";
import {
  isTrashed,
  membershipsOf,
  type NodePath,
  type NodeRow,
  type NodeStep,
  pathFrom,
  selectPath,
} from "./node-path.ts";

export type MediaRow = typeof media.$inferSelect;

/** A node as its caller stands to it. */
export type NodeAccess = { actor: Actor; node: NodeRow; path: NodePath; level: Level; media: MediaRow | undefined };

/**
 * The first line of every verb on a node: session, membership, workspace, the way up to the project and the
 * newest media in one round trip. 401 for a dead session; 404 for whoever may not know the node exists;
 * 403 for a member whose level or role is too low.
 */
export function requireNode(
  ctx: RequestContext,
  nodeId: string,
  wanted: Level,
  capability?: Capability,
): Promise<NodeAccess> {
  return load(ctx, { nodeId, wanted, capability, inTrash: false });
}

/** The same for a node that may be in the trash, and whoever may manage it. */
export function requireNodeInTrash(ctx: RequestContext, nodeId: string): Promise<NodeAccess> {
  return load(ctx, { nodeId, wanted: "manage", capability: undefined, inTrash: true });
}

type Asked = Pick<Found, "nodeId" | "wanted" | "capability" | "inTrash">;

async function load(ctx: RequestContext, asked: Asked): Promise<NodeAccess> {
  const sessionId = claimedSession(ctx);
  const values = { sessionId, now: ctx.now, key: asked.nodeId };
  const [actors, rows, newest] = await ctx.db.read.batch(accessOfNode(values));
  return admitToNode(ctx, { ...asked, sessionId, actors, rows, media: newest[0] });
}

/** What decides on a node, as the statements of one batch; `nodeOf` finds the node's id by a key, in SQL. */
export function accessQueries(nodeOf: (key: Placeholder) => SQL) {
  const names = ["sessionId", "now", "key"] as const;
  const actor = prepared(names, (db, { sessionId, now, key }) =>
    db
      .select({ user: users, signedInAt: sessions.createdAt, membership: memberships, workspace: workspaces })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .leftJoin(
        memberships,
        and(
          eq(memberships.userId, users.id),
          ne(memberships.status, "ended"),
          sql`${memberships.workspaceId} = (SELECT of.workspace_id FROM ${nodes} AS of WHERE of.id = ${nodeOf(key)})`,
        ),
      )
      .leftJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
      .where(sessionLives({ now }, sessionId)),
  );
  const path = prepared(names, (db, { sessionId, key }) => selectPath(db, nodeOf(key), membershipsOf(sessionId)));
  const newest = prepared(names, (db, { key }) =>
    db
      .select()
      .from(media)
      .where(sql`${media.nodeId} = ${nodeOf(key)}`)
      .orderBy(desc(media.version))
      .limit(1),
  );
  return (values: Parameters<typeof actor>[0]) => [actor(values), path(values), newest(values)] as const;
}

const accessOfNode = accessQueries((key) => sql`${key}`);

type Found = {
  sessionId: string;
  nodeId: string;
  wanted: Level;
  capability: Capability | undefined;
  actors: readonly ActorRow[];
  rows: readonly NodeStep[];
  media: MediaRow | undefined;
  /** Whether what is in the trash counts as there; no unless said. */
  inTrash?: boolean;
};

/** Decides on what was read; shared by the loaders that reach a node through something else. */
export function admitToNode(ctx: RequestContext, found: Found): NodeAccess {
  const { sessionId, nodeId, wanted, capability } = found;
  const [actorRow] = found.actors;
  const path = pathFrom(nodeId, found.rows);
  const level = path && actorRow ? levelOf(actorRow, path) : "none";
  // Before role and status are judged: to whoever sees nothing here, the node does not exist.
  if (actorRow && (!path || isHidden(path, level, found))) {
    throw new Problem("not_found", { logReason: path ? "no level or in the trash" : "unknown node" });
  }
  const actor = admit(ctx, sessionId, actorRow, capability);
  if (!path) throw new Problem("not_found");
  if (!atLeast(level, wanted)) throw new Problem("forbidden", { logReason: `level ${level}, wants ${wanted}` });
  return { actor, node: path[0], path, level, media: found.media };
}

/** What is in the trash is there for nobody but, to bring it back, for whoever manages it. */
function isHidden(path: NodePath, level: Level, { inTrash }: Pick<Found, "inTrash">): boolean {
  return level === "none" || (isTrashed(path) && !(inTrash && level === "manage"));
}

function levelOf(row: ActorRow, path: NodePath): Level {
  const { membership } = row;
  return membership ? levelAt({ membershipId: membership.id, role: membership.role }, path) : "none";
}
