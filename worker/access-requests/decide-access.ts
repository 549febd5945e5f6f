import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { InferOutput } from "valibot";
import type { AccessRequest, accessGrant } from "../../shared/api/access-requests.ts";
import { newId } from "../../shared/ids.ts";
import type { AccessOutcome } from "../../shared/problem.ts";
import { tellChange } from "../audit/record-change.ts";
import { mayStill } from "../content/level-sql.ts";
import { type NodeAccess, requireNode } from "../content/require-node.ts";
import type { RequestContext } from "../context.ts";
import { accessRequests } from "../db/schema/access-requests.ts";
import type { Problem } from "../http/problem.ts";
import { kickOutbox } from "../outbox/kick.ts";
import { selectToDecide, whyNotDecided } from "./decided-otherwise.ts";
import { addGrant, addGuest, isMember, mayBeGuest } from "./grant-sql.ts";
import { presentAccessRequest } from "./present.ts";
import { recordAccess } from "./record-access.ts";

/**
 * Lets in whoever asked: a member of the workspace by a grant at the node, anybody else as a guest of the share, who may
 * only view. 409 `guests_not_allowed` where the workspace takes none; decided by another meanwhile 409 `request_decided`.
 */
export async function grantAccess(
  ctx: RequestContext,
  nodeId: string,
  requestId: string,
  { level }: InferOutput<typeof accessGrant>,
): Promise<AccessRequest> {
  const access = await requireNode(ctx, nodeId, "manage");
  const changeId = newId("change");
  const { user } = access.actor;
  const { write } = ctx.db;
  const asked = sql`access_requests`;
  const fits = sql`(${isMember(asked)} OR (${level} = 'view' AND ${mayBeGuest(asked)}))`;
  const [, , , , , , rows] = await write.batch([
    decided(ctx, access, { requestId, changeId, outcome: "granted" }, fits),
    addGrant(ctx, changeId, level),
    addGuest(ctx, changeId),
    ...recordAccess(ctx, { changeId, actorUserId: user.id, happened: "access.granted", level }),
    tellChange(ctx, {
      table: "shares",
      changeId,
      topic: "share.changed",
      payload: sql`json_object('nodeId', changed.node_id, 'shareId', changed.id)`,
    }),
    selectToDecide(write, nodeId, requestId),
  ]);
  const [row] = rows;
  if (row?.request.changeId !== changeId) throw await judgedAgain(ctx, nodeId, whyNotDecided(row, level));
  kickOutbox(ctx);
  return presentAccessRequest(row.request, row.asker);
}

/** Tells whoever asked no; asking again is open to them. */
export async function declineAccess(ctx: RequestContext, nodeId: string, requestId: string): Promise<AccessRequest> {
  const access = await requireNode(ctx, nodeId, "manage");
  const changeId = newId("change");
  const { user } = access.actor;
  const { write } = ctx.db;
  const [, , , rows] = await write.batch([
    decided(ctx, access, { requestId, changeId, outcome: "declined" }),
    ...recordAccess(ctx, { changeId, actorUserId: user.id, happened: "access.declined" }),
    selectToDecide(write, nodeId, requestId),
  ]);
  const [row] = rows;
  if (row?.request.changeId !== changeId) throw await judgedAgain(ctx, nodeId, whyNotDecided(row));
  kickOutbox(ctx);
  return presentAccessRequest(row.request, row.asker);
}

/** Whoever lost their level meanwhile is told that, and not what else stood in the way. */
async function judgedAgain(ctx: RequestContext, nodeId: string, otherwise: Problem): Promise<Problem> {
  await requireNode(ctx, nodeId, "manage");
  return otherwise;
}

type Decision = { requestId: string; changeId: string; outcome: Exclude<AccessOutcome, "withdrawn"> };

/** The write carries every precondition: of two who decide at once, one does. */
function decided(ctx: RequestContext, { actor, node }: NodeAccess, decision: Decision, fits?: SQL) {
  const { requestId, changeId, outcome } = decision;
  return ctx.db.write
    .update(accessRequests)
    .set({ outcome, decidedAt: ctx.now, decidedBy: actor.membership.id, changeId })
    .where(
      and(
        eq(accessRequests.id, requestId),
        eq(accessRequests.nodeId, node.id),
        isNull(accessRequests.outcome),
        mayStill(actor, node.id, "manage"),
        fits,
      ),
    );
}
