import { eq, sql } from "drizzle-orm";
import type { Review, ReviewGiven } from "../../shared/api/reviews.ts";
import { newId } from "../../shared/ids.ts";
import { auditChange, tellChange } from "../audit/record-change.ts";
import { mayStill } from "../content/level-sql.ts";
import { requireMediaNode } from "../content/require-media-node.ts";
import type { RequestContext } from "../context.ts";
import { media, nodes } from "../db/schema/nodes.ts";
import { reviews } from "../db/schema/reviews.ts";
import { Problem } from "../http/problem.ts";
import { kickOutbox } from "../outbox/kick.ts";
import { presentReview } from "./present.ts";

/**
 * Approves the newest upload of something one may view, or asks for changes. It is bound to that upload by the statement
 * that writes it: 409 `media_replaced` where another has taken its place. What was decided just so is left alone.
 */
export async function decideReview(
  ctx: RequestContext,
  nodeId: string,
  { decision, note, version }: ReviewGiven,
): Promise<Review> {
  const { actor, media: shown } = await requireMediaNode(ctx, nodeId, "view", "review");
  if (!shown) throw new Problem("no_media");
  if (version !== undefined && version !== shown.version) throw new Problem("media_replaced");
  const decidedOn = shown.version;
  const changeId = newId("change");
  const { write } = ctx.db;
  const [, , , [row], [newest]] = await write.batch([
    write.run(sql`INSERT INTO ${reviews}
      (id, workspace_id, node_id, version, membership_id, decision, note, decided_at, change_id)
      SELECT ${newId("review")}, here.workspace_id, here.id, ${decidedOn}, ${actor.membership.id}, ${decision}, ${note},
        ${ctx.now}, ${changeId}
      FROM ${nodes} AS here WHERE here.id = ${nodeId} AND ${mayStill(actor, nodeId, "view")}
        AND ${decidedOn} = (SELECT max(shown.version) FROM ${media} AS shown WHERE shown.node_id = here.id)
      ON CONFLICT (node_id, version, membership_id) DO UPDATE
        SET decision = excluded.decision, note = excluded.note, decided_at = excluded.decided_at,
          change_id = excluded.change_id
        WHERE decision <> excluded.decision OR note <> excluded.note`),
    auditChange(ctx, {
      table: "reviews",
      changeId,
      actorUserId: actor.user.id,
      action: "review.decided",
      data: sql`json_object('nodeId', changed.node_id, 'decision', changed.decision, 'version', changed.version)`,
    }),
    tellChange(ctx, {
      table: "reviews",
      changeId,
      topic: "review.decided",
      payload: sql`json_object('reviewId', changed.id, 'nodeId', changed.node_id, 'actorUserId', ${actor.user.id})`,
    }),
    write
      .select()
      .from(reviews)
      .where(
        sql`node_id = ${nodeId} AND version = ${decidedOn} AND membership_id = ${actor.membership.id} AND decision = ${decision} AND note = ${note}`,
      ),
    newestOf(ctx, nodeId),
  ]);
  if (newest?.version !== decidedOn) throw new Problem("media_replaced");
  if (!row) {
    // What was judged a moment ago has changed; judged again it says how.
    await requireMediaNode(ctx, nodeId, "view", "review");
    throw new Problem("invalid_state", { logReason: "changed meanwhile" });
  }
  if (row.changeId === changeId) kickOutbox(ctx);
  return presentReview({ ...row, name: actor.user.name ?? "", at: row.decidedAt });
}

function newestOf({ db }: RequestContext, nodeId: string) {
  return db.write
    .select({ version: sql<number>`max(${media.version})` })
    .from(media)
    .where(eq(media.nodeId, nodeId));
}
