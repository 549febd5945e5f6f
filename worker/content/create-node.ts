import { and, eq, type SQL, sql } from "drizzle-orm";
import type { InferOutput } from "valibot";
import type { ContentNode, nodeCreation } from "../../shared/api/nodes.ts";
import { foldText } from "../../shared/fold-text.ts";
import { newId } from "../../shared/ids.ts";
import { auditChange, jsonData } from "../audit/record-change.ts";
import type { RequestContext } from "../context.ts";
import { nodes } from "../db/schema/nodes.ts";
import { Problem } from "../http/problem.ts";
import { actorStill } from "../members/actor-still.ts";
import { type Actor, authorize } from "../workspaces/authorize.ts";
import { mayStill } from "./level-sql.ts";
import type { NodeRow } from "./node-path.ts";
import { fitsBelow, misplaced, requireParent } from "./place.ts";
import { presentNode } from "./present.ts";

type Creation = InferOutput<typeof nodeCreation>;

/** Makes a project on top, anything else where the caller may edit; who makes a node owns it. */
export async function createNode(ctx: RequestContext, workspaceId: string, input: Creation): Promise<ContentNode> {
  if (input.kind === "project") {
    if (input.parentId !== undefined) throw misplaced("project_on_top", "A project stands at the top.");
    const actor = await authorize(ctx, workspaceId, "content.create");
    return write(ctx, actor, input, { everyone: "view", may: actorStill(actor) });
  }
  if (input.parentId === undefined) throw misplaced("required", `A ${input.kind} stands in a project or a folder.`);
  const { actor, node: parent } = await requireParent(ctx, workspaceId, input.parentId, 1);
  const may = and(mayStill(actor, parent.id, "edit"), fitsBelow(sql`${parent.id}`, sql`1`));
  return write(ctx, actor, input, { everyone: "inherit", may });
}

/** What a node starts from; `may` is what must hold in the moment it is made. */
type Start = { everyone: NodeRow["everyone"]; may: SQL | undefined };

async function write(ctx: RequestContext, actor: Actor, input: Creation, start: Start): Promise<ContentNode> {
  const id = newId("node");
  const changeId = newId("change");
  const db = ctx.db.write;
  const [, , rows] = await db.batch([
    db.run(sql`INSERT INTO ${nodes}
      (id, workspace_id, kind, title, title_folded, parent_id, owner_membership_id, everyone, created_at, updated_at, change_id)
      SELECT ${id}, ${actor.workspace.id}, ${input.kind}, ${input.title}, ${foldText(input.title)}, ${input.parentId ?? null},
        ${actor.membership.id}, ${start.everyone}, ${ctx.now}, ${ctx.now}, ${changeId}
      WHERE ${start.may}`),
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
  if (!row) throw new Problem("forbidden", { logReason: "lost the role, the level or the parent meanwhile" });
  return presentNode(row, "manage", null);
}
