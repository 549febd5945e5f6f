import { inArray, type SQL, sql } from "drizzle-orm";
import { nodes } from "../db/schema/nodes.ts";

export type NodeRow = typeof nodes.$inferSelect;

/**
 * The condition of the rows from a node up to its project, itself included; `start` is the node's id.
 * Their order is made by `pathFrom`. `UNION` ends also where the tree would be a circle.
 */
export function onPath(start: SQL) {
  return inArray(
    nodes.id,
    sql`(WITH RECURSIVE way(id, parent_id) AS (
      SELECT first.id, first.parent_id FROM ${nodes} AS first WHERE first.id = ${start}
      UNION SELECT above.id, above.parent_id FROM ${nodes} AS above JOIN way ON above.id = way.parent_id
    ) SELECT way.id FROM way)`,
  );
}

/** A node and everything above it: the node first, its project last. */
export type NodePath = [NodeRow, ...NodeRow[]];

/** Puts the rows of `onPath` in order; undefined where the node is unknown. */
export function pathFrom(nodeId: string, rows: readonly NodeRow[]): NodePath | undefined {
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
  return sql`NOT EXISTS (WITH RECURSIVE way(id, parent_id, trashed_at) AS (
      SELECT first.id, first.parent_id, first.trashed_at FROM ${nodes} AS first WHERE first.id = ${nodeId}
      UNION SELECT above.id, above.parent_id, above.trashed_at FROM ${nodes} AS above JOIN way ON above.id = way.parent_id
    ) SELECT 1 FROM way WHERE way.trashed_at IS NOT NULL)`;
}

function parentOf(node: NodeRow, byId: Map<string, NodeRow>): NodeRow | undefined {
  return node.parentId === null ? undefined : byId.get(node.parentId);
}
