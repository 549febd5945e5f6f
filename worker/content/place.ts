import { type SQL, sql } from "drizzle-orm";
import { DEPTH_MAX } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import { nodes } from "../db/schema/nodes.ts";
import { Problem } from "../http/problem.ts";
import type { NodeRow } from "./node-path.ts";
import { type NodeAccess, requireNode } from "./require-node.ts";

/** Where nodes may stand: below a project or folder that the caller may edit, and not too deep. */

const HOLDING: readonly NodeRow["kind"][] = ["project", "folder"];

/** The place for something `height` nodes high; to whoever cannot see it, it does not exist. */
export async function requireParent(
  ctx: RequestContext,
  workspaceId: string,
  parentId: string,
  height: number,
): Promise<NodeAccess> {
  const found = await requireNode(ctx, parentId, "edit", "content.create");
  if (found.node.workspaceId !== workspaceId) throw new Problem("not_found", { logReason: "another workspace" });
  if (!HOLDING.includes(found.node.kind)) throw misplaced("wrong_parent", "Nothing can stand below this node.");
  if (found.path.length + height > DEPTH_MAX) {
    throw misplaced("too_deep", `At most ${DEPTH_MAX} nodes stand one below the other.`);
  }
  return found;
}

export function misplaced(code: string, detail: string): Problem {
  return new Problem("invalid_request", { errors: [{ pointer: "/parentId", code, detail }] });
}

/** The same depth as the precondition of a write. */
export function fitsBelow(parent: SQL, height: SQL): SQL {
  return sql`(WITH RECURSIVE way(parent_id, steps) AS (
      SELECT first.parent_id, 1 FROM ${nodes} AS first WHERE first.id = ${parent}
      UNION ALL SELECT above.parent_id, way.steps + 1 FROM ${nodes} AS above JOIN way ON above.id = way.parent_id
        WHERE way.steps <= ${DEPTH_MAX}
    ) SELECT max(way.steps) FROM way) + ${height} <= ${DEPTH_MAX}`;
}

/** How many nodes stand one below the other from a node down, itself included; what is in the trash counts. */
export function heightOf({ id, workspaceId }: Pick<NodeRow, "id" | "workspaceId">): SQL<number> {
  return sql<number>`(WITH RECURSIVE below(id, steps) AS (
      SELECT ${id}, 1
      UNION ALL SELECT under.id, below.steps + 1 FROM below
        JOIN ${nodes} AS under ON under.workspace_id = ${workspaceId} AND under.parent_id = below.id
        WHERE below.steps <= ${DEPTH_MAX}
    ) SELECT max(below.steps) FROM below)`;
}

/** Whether a node stands at or below another: what would make a circle. */
export function standsWithin(nodeId: string, other: string): SQL {
  return sql`EXISTS (WITH RECURSIVE way(id, parent_id) AS (
      SELECT first.id, first.parent_id FROM ${nodes} AS first WHERE first.id = ${nodeId}
      UNION SELECT above.id, above.parent_id FROM ${nodes} AS above JOIN way ON above.id = way.parent_id
    ) SELECT 1 FROM way WHERE way.id = ${other})`;
}
