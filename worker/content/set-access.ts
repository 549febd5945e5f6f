import { and, eq, type SQL, sql } from "drizzle-orm";
import type { NodeAccessList } from "../../shared/api/nodes.ts";
import type { InputError } from "../../shared/api/problem-document.ts";
import { newId } from "../../shared/ids.ts";
import { auditChange } from "../audit/record-change.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { grants, nodes } from "../db/schema/nodes.ts";
import { untilWritten } from "../db/until-written.ts";
import { Problem } from "../http/problem.ts";
import { type Expected, ifExpected, requireExpected, versionOf } from "../http/versions.ts";
import { mayStill } from "./level-sql.ts";
import type { NodeRow } from "./node-path.ts";
import { presentAccess, selectGrants } from "./read-access.ts";
import { type NodeAccess, requireNode } from "./require-node.ts";

/**
 * Replaces the whole of what stands at a node: what everyone gets and every grant. Who is not in the list loses
 * what they had here. What is so already is left alone.
 */
export function setNodeAccess(
  ctx: RequestContext,
  nodeId: string,
  wanted: NodeAccessList,
  expected?: Expected,
): Promise<NodeAccessList> {
  const sorted = presentAccess(wanted.everyone, byMembership(wanted.grants));
  return untilWritten(async () => {
    const access = await judge(ctx, nodeId, wanted);
    const present = presentAccess(access.node.everyone, await selectGrants(ctx, nodeId));
    requireExpected(expected, versionOf(present));
    if (versionOf(sorted) === versionOf(present)) return present;
    const isWritten = await write(ctx, access, sorted, ifExpected(expected, standsAs(nodeId, present)));
    return isWritten ? sorted : undefined;
  });
}

/** Whether this is what stands at a node; what granted a request wrote there too. */
function standsAs(nodeId: string, { everyone, grants: list }: NodeAccessList): SQL {
  return sql`(${nodes.everyone} = ${everyone} AND ${JSON.stringify(list)} = (
    SELECT json_group_array(json_object('membershipId', given.membership_id, 'level', given.level)) FROM (
      SELECT membership_id, level FROM ${grants} AS one WHERE one.node_id = ${nodeId} AND EXISTS (
        SELECT 1 FROM ${memberships} AS member WHERE member.id = one.membership_id AND member.status <> 'ended')
      ORDER BY membership_id) AS given))`;
}

async function judge(ctx: RequestContext, nodeId: string, wanted: NodeAccessList): Promise<NodeAccess> {
  const access = await requireNode(ctx, nodeId, "manage");
  const errors = [
    ...projectErrors(access.node, wanted),
    ...repeated(wanted),
    ...(await unknownMembers(ctx, access, wanted)),
  ];
  if (errors.length > 0) throw new Problem("invalid_request", { errors });
  return access;
}

function projectErrors({ kind }: NodeRow, { everyone }: NodeAccessList): InputError[] {
  if (kind !== "project" || everyone !== "inherit") return [];
  return [{ pointer: "/everyone", code: "project_base", detail: "A project has nothing to inherit from." }];
}

function repeated({ grants: list }: NodeAccessList): InputError[] {
  const first = new Map<string, number>();
  for (const [at, { membershipId }] of list.entries()) if (!first.has(membershipId)) first.set(membershipId, at);
  return list.flatMap(({ membershipId }, at) =>
    first.get(membershipId) === at ? [] : [errorAt(at, "repeated", "Is in the list already.")],
  );
}

async function unknownMembers(
  ctx: RequestContext,
  { node }: NodeAccess,
  wanted: NodeAccessList,
): Promise<InputError[]> {
  const rows = await ctx.db.read.all<{ at: number }>(
    sql`SELECT asked.key AS at FROM ${askedFor(wanted)} WHERE NOT ${isLiveMember(node.workspaceId)} ORDER BY asked.key`,
  );
  return rows.map(({ at }) => errorAt(at, "unknown_member", "Must be a member of this workspace."));
}

function errorAt(at: number, code: string, detail: string): InputError {
  return { pointer: `/grants/${at}/membershipId`, code, detail };
}

function askedFor({ grants: list }: NodeAccessList): SQL {
  return sql`json_each(${JSON.stringify(list)}) AS asked`;
}

function isLiveMember(workspaceId: string): SQL {
  return sql`EXISTS (SELECT 1 FROM ${memberships} AS member
    WHERE member.id = asked.value ->> 'membershipId' AND member.workspace_id = ${workspaceId}
      AND member.status <> 'ended')`;
}

/** False where what was judged no longer holds; nothing is written then. */
async function write(
  ctx: RequestContext,
  { actor, node }: NodeAccess,
  wanted: NodeAccessList,
  isStill: SQL | undefined,
): Promise<boolean> {
  const changeId = newId("change");
  const db = ctx.db.write;
  const happened = sql`EXISTS (SELECT 1 FROM ${nodes} AS changed
    WHERE changed.id = ${node.id} AND changed.change_id = ${changeId})`;
  const allLive = sql`NOT EXISTS (SELECT 1 FROM ${askedFor(wanted)} WHERE NOT ${isLiveMember(node.workspaceId)})`;
  const [changed] = await db.batch([
    db
      .update(nodes)
      .set({ everyone: wanted.everyone, updatedAt: ctx.now, changeId })
      .where(and(eq(nodes.id, node.id), mayStill(actor, node.id, "manage"), allLive, isStill))
      .returning({ id: nodes.id }),
    // Before the grants are replaced: the entry names those that were there.
    auditChange(ctx, {
      table: "nodes",
      changeId,
      actorUserId: actor.user.id,
      action: "node.access_changed",
      data: whatChanged(node, wanted),
    }),
    db.delete(grants).where(and(eq(grants.nodeId, node.id), happened)),
    db.run(sql`INSERT INTO ${grants} (node_id, membership_id, level)
      SELECT ${node.id}, asked.value ->> 'membershipId', asked.value ->> 'level'
      FROM ${askedFor(wanted)} WHERE ${happened}`),
  ]);
  return changed.length > 0;
}

/** The list as it is now, and as it was, over the node as `changed`. */
function whatChanged(node: NodeRow, { everyone, grants: list }: NodeAccessList): SQL {
  return sql`json_object('everyone', ${everyone}, 'grants', json(${JSON.stringify(list)}),
    'before', json_object('everyone', ${node.everyone}, 'grants', (
      SELECT json_group_array(json_object('membershipId', given.membership_id, 'level', given.level))
      FROM ${grants} AS given WHERE given.node_id = changed.id)))`;
}

function byMembership(list: NodeAccessList["grants"]): NodeAccessList["grants"] {
  return list
    .map(({ membershipId, level }) => ({ membershipId, level }))
    .sort((a, b) => (a.membershipId < b.membershipId ? -1 : 1));
}
