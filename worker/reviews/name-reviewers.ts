import { and, eq, type SQL, sql } from "drizzle-orm";
import { newId } from "../../shared/ids.ts";
import { REVIEWERS_MAX } from "../../shared/limits.ts";
import { auditChange, jsonData, tellChange } from "../audit/record-change.ts";
import { levelNumber, mayStill, numberOf } from "../content/level-sql.ts";
import { requireMediaNode } from "../content/require-media-node.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { nodes } from "../db/schema/nodes.ts";
import { reviewers } from "../db/schema/reviews.ts";
import { Problem } from "../http/problem.ts";
import { kickOutbox } from "../outbox/kick.ts";

/** Who is named besides those who are, and who of them no more: everyone else, unless said. */
type Naming = { named: readonly string[]; removed?: readonly string[] };

/** Says who must approve something; whoever is named must be a member who may view it. */
export async function nameReviewers(ctx: RequestContext, nodeId: string, { named, removed }: Naming): Promise<void> {
  const { actor, node } = await requireMediaNode(ctx, nodeId, "edit");
  await requireViewers(ctx, nodeId, named);
  const changeId = newId("change");
  const goes =
    removed === undefined
      ? sql`known.membership_id NOT IN ${listOf(named)}`
      : sql`known.membership_id IN ${listOf(removed)}`;
  const room = leavesRoom(nodeId, named, goes);
  const isChanged = sql`EXISTS (SELECT 1 FROM ${nodes} AS changed WHERE changed.change_id = ${changeId})`;
  const isNew = sql`asked.value NOT IN (SELECT known.membership_id FROM ${reviewers} AS known WHERE known.node_id = ${nodeId})`;
  const added = sql`(SELECT json_group_array(asked.value) FROM json_each(${JSON.stringify(named)}) AS asked WHERE ${isNew})`;
  const { write } = ctx.db;
  const [changed] = await write.batch([
    write
      .update(nodes)
      .set({ updatedAt: ctx.now, changeId })
      .where(and(eq(nodes.id, node.id), mayStill(actor, node.id, "edit"), allView(nodeId, named), room)),
    auditChange(ctx, {
      table: "nodes",
      changeId,
      actorUserId: actor.user.id,
      action: "reviewers.named",
      data: jsonData(removed === undefined ? { membershipIds: named } : { named, removed }),
    }),
    // Before they are written: whoever was asked already is not asked anew.
    tellChange(ctx, {
      table: "nodes",
      changeId,
      topic: "review.requested",
      payload: sql`json_object('nodeId', changed.id, 'membershipIds', json(${added}), 'actorUserId', ${actor.user.id})`,
      when: sql`json_array_length(${added}) > 0`,
    }),
    write.run(sql`DELETE FROM ${reviewers} AS known WHERE known.node_id = ${nodeId} AND ${goes} AND ${isChanged}`),
    write.run(sql`INSERT INTO ${reviewers} (node_id, membership_id)
      SELECT ${nodeId}, asked.value FROM json_each(${JSON.stringify(named)}) AS asked WHERE ${isChanged}
      ON CONFLICT DO NOTHING`),
  ]);
  if (changed.rowsAffected > 0) return kickOutbox(ctx);
  // What was judged a moment ago has changed; judged again it says how.
  await requireMediaNode(ctx, nodeId, "edit");
  await requireViewers(ctx, nodeId, named);
  await requireRoom(ctx, room);
  throw new Problem("invalid_state", { logReason: "changed meanwhile" });
}

function listOf(ids: readonly string[]): SQL {
  return sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;
}

/** Whether no more are required then than may be; whoever has gone is required no more. */
function leavesRoom(nodeId: string, named: readonly string[], goes: SQL): SQL {
  return sql`(SELECT count(*) FROM ${reviewers} AS known JOIN ${memberships} AS one ON one.id = known.membership_id
    WHERE known.node_id = ${nodeId} AND one.status = 'active' AND NOT (${goes})
      AND known.membership_id NOT IN ${listOf(named)}) + ${named.length} <= ${REVIEWERS_MAX}`;
}

/** Of the asked that are numbered in a list: an active member of the node's workspace who may view it. */
function mayView(nodeId: string): SQL {
  const level = levelNumber(sql`${nodeId}`, { membershipId: sql`one.id`, role: sql`one.role` });
  return sql`EXISTS (SELECT 1 FROM ${memberships} AS one WHERE one.id = asked.value AND one.status = 'active'
    AND one.workspace_id = (SELECT here.workspace_id FROM ${nodes} AS here WHERE here.id = ${nodeId})
    AND ${level} >= ${numberOf("view")})`;
}

function allView(nodeId: string, named: readonly string[]): SQL {
  return sql`NOT EXISTS (SELECT 1 FROM json_each(${JSON.stringify(named)}) AS asked WHERE NOT ${mayView(nodeId)})`;
}

async function requireViewers(ctx: RequestContext, nodeId: string, named: readonly string[]): Promise<void> {
  const strangers = await ctx.db.read.all<{ at: number }>(
    sql`SELECT asked.key AS at FROM json_each(${JSON.stringify(named)}) AS asked WHERE NOT ${mayView(nodeId)}`,
  );
  if (strangers.length > 0) throw noViewers(strangers.map(({ at }) => at));
}

/** By their places in the list. */
export function noViewers(places: readonly number[]): Problem {
  const detail = "Must be a member of this workspace who may view it.";
  return new Problem("invalid_request", {
    errors: places.map((at) => ({ pointer: `/membershipIds/${at}`, code: "no_viewer", detail })),
  });
}

async function requireRoom(ctx: RequestContext, room: SQL): Promise<void> {
  const [row] = await ctx.db.read.all<{ isThere: number }>(sql`SELECT ${room} AS isThere`);
  if (row?.isThere === 1) return;
  const detail = `At most ${REVIEWERS_MAX} can be required.`;
  throw new Problem("invalid_request", { errors: [{ pointer: "/membershipIds", code: "too_many", detail }] });
}
