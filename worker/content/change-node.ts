import { and, eq, type SQL, sql } from "drizzle-orm";
import type { InferOutput } from "valibot";
import type { ContentNode, nodeChange } from "../../shared/api/nodes.ts";
import { foldText } from "../../shared/fold-text.ts";
import { newId } from "../../shared/ids.ts";
import { auditChange, jsonData } from "../audit/record-change.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { nodes } from "../db/schema/nodes.ts";
import { Problem } from "../http/problem.ts";
import { levelNumber, levelOfNumber, mayStill, memberOf } from "./level-sql.ts";
import { unknownMember } from "./named-member.ts";
import type { NodeRow } from "./node-path.ts";
import { fitsBelow, heightOf, misplaced, requireParent, standsWithin } from "./place.ts";
import { presentNode } from "./present.ts";
import { type NodeAccess, requireNode } from "./require-node.ts";

type Change = InferOutput<typeof nodeChange>;

/**
 * Renames, moves, hands over a node, or several of these at once. A title takes `edit`, the rest `manage`, moving
 * also `edit` at the new parent. Into itself 409 `cycle`. Afterwards the caller may have a lower level than before.
 */
export async function changeNode(ctx: RequestContext, nodeId: string, change: Change): Promise<ContentNode> {
  const access = await judge(ctx, nodeId, change);
  const asked = differing(access.node, change);
  if (Object.keys(asked).length === 0) return presentNode(access.node, access.level, access.media);
  const { row, level } = await write(ctx, access, asked);
  if (row) return presentNode(row, level, access.media);
  // What was judged a moment ago has changed; judged again it says how.
  await judge(ctx, nodeId, change);
  throw new Problem("invalid_state", { logReason: "changed meanwhile, and back again" });
}

async function judge(ctx: RequestContext, nodeId: string, change: Change): Promise<NodeAccess> {
  const { parentId, ownerMembershipId } = change;
  const wanted = parentId === undefined && ownerMembershipId === undefined ? "edit" : "manage";
  const access = await requireNode(ctx, nodeId, wanted);
  if (parentId !== undefined && parentId !== access.node.parentId) await judgeMove(ctx, access.node, parentId);
  if (ownerMembershipId !== undefined && ownerMembershipId !== access.node.ownerMembershipId) {
    await judgeOwner(ctx, access.node, ownerMembershipId);
  }
  return access;
}

async function judgeMove(ctx: RequestContext, node: NodeRow, parentId: string): Promise<void> {
  if (node.kind === "project") throw misplaced("project_on_top", "A project stands at the top.");
  const { path } = await requireParent(ctx, node.workspaceId, parentId, 0);
  if (path.some(({ id }) => id === node.id)) throw new Problem("cycle");
  const [found] = await ctx.db.read
    .select({ height: heightOf(node) })
    .from(nodes)
    .where(eq(nodes.id, node.id));
  await requireParent(ctx, node.workspaceId, parentId, found?.height ?? 1);
}

async function judgeOwner(ctx: RequestContext, { workspaceId }: NodeRow, membershipId: string): Promise<void> {
  const [found] = await ctx.db.read.select().from(memberships).where(isActiveMember(workspaceId, membershipId));
  if (!found) throw unknownMember("/ownerMembershipId");
}

function isActiveMember(workspaceId: string, membershipId: string): SQL | undefined {
  return and(
    eq(memberships.id, membershipId),
    eq(memberships.workspaceId, workspaceId),
    eq(memberships.status, "active"),
  );
}

/** What the change asks for beyond what already is. */
function differing(node: NodeRow, change: Change): Change {
  const asked = Object.entries(change).filter(([field, value]) => node[field as keyof Change] !== value);
  return Object.fromEntries(asked);
}

const ACTIONS = {
  title: "node.renamed",
  parentId: "node.moved",
  ownerMembershipId: "node.handed_over",
} as const satisfies Record<keyof Change, string>;

async function write(ctx: RequestContext, { actor, node }: NodeAccess, asked: Change) {
  const changeId = newId("change");
  const db = ctx.db.write;
  const folded = asked.title === undefined ? {} : { titleFolded: foldText(asked.title) };
  const set = { ...asked, ...folded, updatedAt: ctx.now, changeId } as Partial<NodeRow>;
  const fields = Object.keys(asked) as (keyof Change)[];
  const [, rows] = await db.batch([
    db
      .update(nodes)
      .set(set)
      .where(and(eq(nodes.id, node.id), ...stillTrue(db, { actor, node }, asked))),
    db
      .select({ row: nodes, level: levelNumber(sql`nodes.id`, memberOf(actor.membership)) })
      .from(nodes)
      .where(and(eq(nodes.id, node.id), eq(nodes.changeId, changeId))),
    ...fields.map((field) =>
      auditChange(ctx, {
        table: "nodes",
        changeId,
        actorUserId: actor.user.id,
        action: ACTIONS[field],
        data: jsonData({ from: node[field], to: asked[field] }),
      }),
    ),
  ]);
  const [found] = rows;
  return { row: found?.row, level: levelOfNumber(found?.level ?? 0) };
}

type Handle = RequestContext["db"]["write"];

/** All that was judged, once more in the moment of the write: two moves at once never make a circle. */
function stillTrue(
  db: Handle,
  { actor, node }: Pick<NodeAccess, "actor" | "node">,
  asked: Change,
): (SQL | undefined)[] {
  const { parentId, ownerMembershipId } = asked;
  const onlyTitle = parentId === undefined && ownerMembershipId === undefined;
  const conditions: (SQL | undefined)[] = [mayStill(actor, node.id, onlyTitle ? "edit" : "manage")];
  if (parentId !== undefined) {
    conditions.push(
      mayStill(actor, parentId, "edit"),
      sql`NOT ${standsWithin(parentId, node.id)}`,
      fitsBelow(sql`${parentId}`, heightOf(node)),
    );
  }
  if (ownerMembershipId !== undefined) {
    const heir = db.select({ one: sql`1` }).from(memberships);
    conditions.push(sql`EXISTS ${heir.where(isActiveMember(node.workspaceId, ownerMembershipId))}`);
  }
  return conditions;
}
