import { and, eq } from "drizzle-orm";
import type { ContentNode } from "../../shared/api/nodes.ts";
import { newId } from "../../shared/ids.ts";
import { auditChange, jsonData } from "../audit/record-change.ts";
import type { RequestContext } from "../context.ts";
import { nodes } from "../db/schema/nodes.ts";
import { Problem } from "../http/problem.ts";
import { actorStill } from "../members/actor-still.ts";
import { type NodeRow, nodeStands } from "./node-path.ts";
import { presentNode } from "./present.ts";
import { type NodeAccess, requireNode } from "./require-node.ts";

export async function readNode(ctx: RequestContext, nodeId: string): Promise<ContentNode> {
  const { node, level, media } = await requireNode(ctx, nodeId, "view");
  return presentNode(node, level, media);
}

/** Gives a node another title. */
export async function renameNode(ctx: RequestContext, nodeId: string, title: string): Promise<ContentNode> {
  const access = await requireNode(ctx, nodeId, "edit");
  if (access.node.title === title) return presentNode(access.node, access.level, access.media);
  const row = await write(ctx, access, { title }, "node.renamed", { from: access.node.title, to: title });
  return presentNode(row, access.level, access.media);
}

/** Puts a node and what stands below it into the trash; their shares answer 404 from then on. */
export async function trashNode(ctx: RequestContext, nodeId: string): Promise<void> {
  const access = await requireNode(ctx, nodeId, "manage");
  await write(ctx, access, { trashedAt: ctx.now }, "node.trashed", { title: access.node.title });
}

async function write(
  ctx: RequestContext,
  { actor, node }: NodeAccess,
  set: Partial<Pick<NodeRow, "title" | "trashedAt">>,
  action: string,
  details: Record<string, unknown>,
): Promise<NodeRow> {
  const changeId = newId("change");
  const db = ctx.db.write;
  const [changed] = await db.batch([
    db
      .update(nodes)
      .set({ ...set, updatedAt: ctx.now, changeId })
      .where(and(eq(nodes.id, node.id), nodeStands(node.id), actorStill(actor)))
      .returning(),
    auditChange(ctx, { table: "nodes", changeId, actorUserId: actor.user.id, action, data: jsonData(details) }),
  ]);
  const [row] = changed;
  if (!row) throw new Problem("not_found", { logReason: "trashed, or lost the role, meanwhile" });
  return row;
}
