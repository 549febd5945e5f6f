import { getTableColumns, inArray, type SQL, sql } from "drizzle-orm";
import type { GrantLevel } from "../../shared/policy/access.ts";
import type { Database } from "../db/client.ts";
import type { Value } from "../db/prepared.ts";
import { memberships } from "../db/schema/memberships.ts";
import { grants, nodes } from "../db/schema/nodes.ts";
import { sessions } from "../db/schema/sessions.ts";

export type NodeRow = typeof nodes.$inferSelect;

/** A node on the way up, with what was granted there to the member asked about. */
export type NodeStep = NodeRow & { grant: GrantLevel | null };

/**
 * The rows of the way from a node up to its project, or of the ways of several, unordered; `member` gives the ids of
 * the member's memberships.
 */
export function selectPath(read: Database["read"], starts: SQL, member: SQL) {
  // The outer table is named in plain words: drizzle drops the table of a column in what is selected.
  const grant = sql<GrantLevel | null>`(SELECT given.level FROM ${grants} AS given
    WHERE given.node_id = nodes.id AND given.membership_id IN (${member}))`;
  return read
    .select({ ...getTableColumns(nodes), grant })
    .from(nodes)
    .where(onPath(starts));
}

/** The live memberships of whoever a session belongs to; what was granted to one that has ended counts for nothing. */
export function membershipsOf(sessionId: Value<string>): SQL {
  return sql`SELECT mine.id FROM ${sessions} AS here JOIN ${memberships} AS mine ON mine.user_id = here.user_id
    WHERE here.id = ${sessionId} AND mine.status <> 'ended'`;
}

/**
 * The condition of the rows from nodes up to their projects, themselves included; `starts` are the nodes' ids.
 * Their order is made by `pathFrom`. `UNION` ends also where the tree would be a circle.
 */
function onPath(starts: SQL) {
  return inArray(
    nodes.id,
    sql`(WITH RECURSIVE way(id, parent_id) AS (
      SELECT first.id, first.parent_id FROM ${nodes} AS first WHERE first.id IN (${starts})
      UNION SELECT above.id, above.parent_id FROM ${nodes} AS above JOIN way ON above.id = way.parent_id
    ) SELECT way.id FROM way)`,
  );
}

/** A node and everything above it: the node first, its project last. */
export type NodePath = [NodeStep, ...NodeStep[]];

/** Puts the rows of `selectPath` in order; undefined where the node is unknown. */
export function pathFrom(nodeId: string, rows: readonly NodeStep[]): NodePath | undefined {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const first = byId.get(nodeId);
  if (!first) return undefined;
  const path: NodePath = [first];
  for (let above = parentOf(first, byId); above && path.length < rows.length; above = parentOf(above, byId)) {
    path.push(above);
  }
  return path;
}

/** A node is in the trash when it is, or anything above it. */
export function isTrashed(path: readonly NodeRow[]): boolean {
  return path.some(({ trashedAt }) => trashedAt !== null);
}

/** The same, as the precondition of a write: the node and everything above it stand. */
export function nodeStands(nodeId: string): SQL {
  return standing(sql`${nodeId}`);
}

/** The same of a node named in SQL. */
export function standing(node: SQL): SQL {
  return sql`NOT EXISTS (WITH RECURSIVE way(id, parent_id, trashed_at) AS (
      SELECT first.id, first.parent_id, first.trashed_at FROM ${nodes} AS first WHERE first.id = ${node}
      UNION SELECT above.id, above.parent_id, above.trashed_at FROM ${nodes} AS above JOIN way ON above.id = way.parent_id
    ) SELECT 1 FROM way WHERE way.trashed_at IS NOT NULL)`;
}

function parentOf(node: NodeStep, byId: Map<string, NodeStep>): NodeStep | undefined {
  return node.parentId === null ? undefined : byId.get(node.parentId);
}
