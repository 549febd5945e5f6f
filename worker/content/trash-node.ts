import { and, eq, gt, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { ContentNode } from "../../shared/api/nodes.ts";
import type { AuditAction } from "../../shared/audit-actions.ts";
import { newId } from "../../shared/ids.ts";
import { TRASH_LIFETIME } from "../../shared/limits.ts";
import { auditChange, jsonData } from "../audit/record-change.ts";
import type { RequestContext } from "../context.ts";
import { nodes } from "../db/schema/nodes.ts";
import { Problem } from "../http/problem.ts";
import { mayStill, mayStillRestore } from "./level-sql.ts";
import { isTrashed, type NodeRow, standing } from "./node-path.ts";
import { presentNode } from "./present.ts";
import { type NodeAccess, requireNode, requireNodeInTrash } from "./require-node.ts";

/** Puts a node and what stands below it into the trash; their shares answer 404 from then on. */
export async function trashNode(ctx: RequestContext, nodeId: string): Promise<void> {
  const access = await requireNode(ctx, nodeId, "manage");
  const mayBe = and(isNull(nodes.trashedAt), mayStill(access.actor, nodeId, "manage"));
  const row = await write(ctx, access, { trashedAt: ctx.now, action: "node.trashed", mayBe });
  if (!row) throw new Problem("not_found", { logReason: "trashed, or lost the level, meanwhile" });
}

/**
 * Brings a node back out of the trash with what stands below it, save what was put there by itself. What stands
 * already is left alone. Below something that is still in the trash: 409 `invalid_state`, that one goes first.
 */
export async function restoreNode(ctx: RequestContext, nodeId: string): Promise<ContentNode> {
  const access = await requireNodeInTrash(ctx, nodeId);
  const { node, path, level, media, actor } = access;
  const [, ...above] = path;
  if (isOver(ctx, path)) throw new Problem("not_found", { logReason: "longer in the trash than it keeps" });
  if (isTrashed(above)) throw new Problem("invalid_state", { logReason: "something above is in the trash" });
  if (node.trashedAt === null) return presentNode(node, level, media);
  const mayBe = and(
    isNotNull(nodes.trashedAt),
    gt(nodes.trashedAt, ctx.now - TRASH_LIFETIME),
    standing(sql`nodes.parent_id`),
    mayStillRestore(actor, nodeId),
  );
  const row = await write(ctx, access, { trashedAt: null, action: "node.restored", mayBe });
  if (!row) throw new Problem("invalid_state", { logReason: "changed meanwhile" });
  return presentNode(row, level, media);
}

function isOver(ctx: RequestContext, path: readonly NodeRow[]): boolean {
  return path.some(({ trashedAt }) => trashedAt !== null && trashedAt <= ctx.now - TRASH_LIFETIME);
}

type Write = { trashedAt: number | null; action: AuditAction; mayBe: SQL | undefined };

async function write(ctx: RequestContext, { actor, node }: NodeAccess, { trashedAt, action, mayBe }: Write) {
  const changeId = newId("change");
  const db = ctx.db.write;
  const [changed] = await db.batch([
    db
      .update(nodes)
      .set({ trashedAt, updatedAt: ctx.now, changeId })
      .where(and(eq(nodes.id, node.id), mayBe))
      .returning(),
    auditChange(ctx, {
      table: "nodes",
      changeId,
      actorUserId: actor.user.id,
      action,
      data: jsonData({ title: node.title }),
    }),
  ]);
  return changed[0];
}
