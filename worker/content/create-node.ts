import { eq, sql } from "drizzle-orm";
import type { InferOutput } from "valibot";
import type { ContentNode, nodeCreation } from "../../shared/api/nodes.ts";
import { newId } from "../../shared/ids.ts";
import { levelAt } from "../../shared/policy/access.ts";
import { auditChange, jsonData } from "../audit/record-change.ts";
import type { RequestContext } from "../context.ts";
import { nodes } from "../db/schema/nodes.ts";
import { Problem } from "../http/problem.ts";
import { actorStill } from "../members/actor-still.ts";
import { type Actor, authorize } from "../workspaces/authorize.ts";
import { type NodeRow, nodeStands } from "./node-path.ts";
import { presentNode } from "./present.ts";
import { requireNode } from "./require-node.ts";

type Creation = InferOutput<typeof nodeCreation>;

/** What a node starts from; everything else it gets from its maker. */
type Start = { parent: NodeRow | undefined; everyone: NodeRow["everyone"]; above: readonly NodeRow[] };

/** Makes a project on top, or a video where the caller may edit; who makes a node owns it. */
export async function createNode(ctx: RequestContext, workspaceId: string, input: Creation): Promise<ContentNode> {
  if (input.kind === "project") {
    if (input.parentId !== undefined) throw misplaced("project_on_top", "A project stands at the top.");
    const actor = await authorize(ctx, workspaceId, "content.create");
    return write(ctx, actor, input, { parent: undefined, everyone: "view", above: [] });
  }
  if (input.parentId === undefined) throw misplaced("required", "A video stands in a project.");
  const { actor, node: parent, path } = await requireParent(ctx, workspaceId, input.parentId);
  return write(ctx, actor, input, { parent, everyone: "inherit", above: path });
}

async function requireParent(ctx: RequestContext, workspaceId: string, parentId: string) {
  const found = await requireNode(ctx, parentId, "edit", "content.create");
  if (found.node.workspaceId !== workspaceId) throw new Problem("not_found", { logReason: "another workspace" });
  if (found.node.kind !== "project") throw misplaced("wrong_parent", "Nothing can stand below this node.");
  return found;
}

async function write(ctx: RequestContext, actor: Actor, input: Creation, start: Start): Promise<ContentNode> {
  const id = newId("node");
  const changeId = newId("change");
  const { parent, everyone, above } = start;
  const db = ctx.db.write;
  const [, , rows] = await db.batch([
    db.run(sql`INSERT INTO ${nodes}
      (id, workspace_id, kind, title, parent_id, owner_membership_id, everyone, created_at, updated_at, change_id)
      SELECT ${id}, ${actor.workspace.id}, ${input.kind}, ${input.title}, ${parent?.id ?? null},
        ${actor.membership.id}, ${everyone}, ${ctx.now}, ${ctx.now}, ${changeId}
      WHERE ${actorStill(actor)} AND ${parent ? nodeStands(parent.id) : sql`1`}`),
    auditChange(ctx, {
      table: "nodes",
      changeId,
      actorUserId: actor.user.id,
      action: "node.created",
      data: jsonData({ kind: input.kind, title: input.title }),
    }),
    db.select().from(nodes).where(eq(nodes.id, id)),
  ]);
  const [row] = rows;
  if (!row) throw new Problem("forbidden", { logReason: "lost the role or the parent meanwhile" });
  const { id: membershipId, role } = actor.membership;
  return presentNode(row, levelAt({ membershipId, role }, [row, ...above]), null);
}

function misplaced(code: string, detail: string): Problem {
  return new Problem("invalid_request", { errors: [{ pointer: "/parentId", code, detail }] });
}
