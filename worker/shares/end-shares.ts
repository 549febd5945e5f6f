import { and, eq, isNull, type SQL } from "drizzle-orm";
import { newId } from "../../shared/ids.ts";
import { mayStill } from "../content/level-sql.ts";
import { requireNode } from "../content/require-node.ts";
import type { RequestContext } from "../context.ts";
import { shares } from "../db/schema/shares.ts";
import { actorStill } from "../members/actor-still.ts";
import { kickOutbox } from "../outbox/kick.ts";
import { authorize } from "../workspaces/authorize.ts";
import { recordShare } from "./record-share.ts";

/** Ends every link to a node at once, whoever made it; for whoever manages the node. */
export async function endNodeShares(ctx: RequestContext, nodeId: string): Promise<void> {
  const { actor } = await requireNode(ctx, nodeId, "manage", "content.share");
  await endAll(ctx, actor.user.id, and(eq(shares.nodeId, nodeId), mayStill(actor, nodeId, "manage")));
}

/** Ends every link of a workspace at once, for the day that something has leaked. */
export async function endWorkspaceShares(ctx: RequestContext, workspaceId: string): Promise<void> {
  const actor = await authorize(ctx, workspaceId, "security.manage");
  await endAll(ctx, actor.user.id, and(eq(shares.workspaceId, workspaceId), actorStill(actor)));
}

async function endAll(ctx: RequestContext, actorUserId: string, which: SQL | undefined): Promise<void> {
  const changeId = newId("change");
  const db = ctx.db.write;
  const [ended] = await db.batch([
    db
      .update(shares)
      .set({ endedAt: ctx.now, changeId })
      .where(and(which, isNull(shares.endedAt)))
      .returning({ id: shares.id }),
    ...recordShare(ctx, { changeId, actorUserId, action: "share.ended", topic: "share.ended" }),
  ]);
  if (ended.length > 0) kickOutbox(ctx);
}
