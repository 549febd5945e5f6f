import { and, eq, type SQL, sql } from "drizzle-orm";
import type { InferOutput } from "valibot";
import type { ContentNode, nodeChange } from "../../shared/api/nodes.ts";
import type { AuditAction } from "../../shared/audit-actions.ts";
import { foldText } from "../../shared/fold-text.ts";
import { newId } from "../../shared/ids.ts";
import { atLeast, type Level, levelAt } from "../../shared/policy/access.ts";
import { auditChange, jsonData } from "../audit/record-change.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { nodes } from "../db/schema/nodes.ts";
import { untilWritten } from "../db/until-written.ts";
import { Problem } from "../http/problem.ts";
import { type Expected, ifExpected, requireExpected, versionOf } from "../http/versions.ts";
import { levelNumber, levelOfNumber, mayStill, memberOf } from "./level-sql.ts";
import { unknownMember } from "./named-member.ts";
import type { NodeRow } from "./node-path.ts";
import { fitsBelow, heightOf, misplaced, requireParent, standsWithin } from "./place.ts";
import { presentNode } from "./present.ts";
import { type NodeAccess, requireNode } from "./require-node.ts";
import { findPlace, mayStillOrder, placeStands, type SiblingPlace } from "./sibling-place.ts";

type Change = InferOutput<typeof nodeChange>;

/**
 * Renames, moves, orders, hands over a node, or several of these at once. A title takes `edit`, moving and handing over
 * `manage`, moving also `edit` at the new parent; a place among its siblings takes either of the two. Into itself 409
 * `cycle`. Afterwards the caller may have a lower level than before.
 */
export function changeNode(
  ctx: RequestContext,
  nodeId: string,
  change: Change,
  expected?: Expected,
): Promise<ContentNode> {
  return untilWritten(async (tries) => {
    const access = await judge(ctx, nodeId, change);
    const before = presentNode(access.node, access.level, access.media);
    requireExpected(expected, versionOf(before));
    const { place, ...fields } = await differing(ctx, access, change, tries);
    if (!place && Object.keys(fields).length === 0) return before;
    const isStill = ifExpected(expected, eq(nodes.changeId, access.node.changeId));
    const { row, level } = await write(ctx, access, fields, place, isStill);
    return row && presentNode(row, level, access.media);
  });
}

async function judge(ctx: RequestContext, nodeId: string, change: Change): Promise<NodeAccess> {
  const { parentId, ownerMembershipId } = change;
  const access = await requireNode(ctx, nodeId, wantedFor(change));
  if (change.afterId !== undefined && !mayOrder(access)) throw new Problem("forbidden", { logReason: "may not order" });
  if (parentId !== undefined && parentId !== access.node.parentId) await judgeMove(ctx, access.node, parentId);
  if (ownerMembershipId !== undefined && ownerMembershipId !== access.node.ownerMembershipId) {
    await judgeOwner(ctx, access.node, ownerMembershipId);
  }
  return access;
}

/** The least level at the node itself; what ordering takes beyond it is asked apart. */
function wantedFor({ title, parentId, ownerMembershipId }: Change): Level {
  if (parentId !== undefined || ownerMembershipId !== undefined) return "manage";
  return title === undefined ? "view" : "edit";
}

function mayOrder({ actor, path, level }: NodeAccess): boolean {
  const [, ...above] = path;
  if (above.length === 0 || level === "manage") return level === "manage";
  const { id: membershipId, role } = actor.membership;
  return atLeast(levelAt({ membershipId, role }, above), "edit");
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

type Fields = Omit<Change, "afterId">;

/** What the change asks for beyond what already is. */
async function differing(
  ctx: RequestContext,
  access: NodeAccess,
  { afterId, ...fields }: Change,
  tries: number,
): Promise<Fields & { place?: SiblingPlace }> {
  const { node } = access;
  const asked = Object.entries(fields).filter(([field, value]) => node[field as keyof Fields] !== value);
  const spot = afterId === undefined ? undefined : { parentId: fields.parentId ?? node.parentId, afterId };
  const place = spot && (await findPlace(ctx, access, spot, tries));
  return { ...Object.fromEntries(asked), ...(place ? { place } : {}) };
}

const ACTIONS = {
  title: "node.renamed",
  parentId: "node.moved",
  ownerMembershipId: "node.handed_over",
} as const satisfies Record<keyof Fields, AuditAction>;

async function write(
  ctx: RequestContext,
  { actor, node }: NodeAccess,
  asked: Fields,
  place: SiblingPlace | undefined,
  isStill: SQL | undefined,
) {
  const changeId = newId("change");
  const db = ctx.db.write;
  const folded = asked.title === undefined ? {} : { titleFolded: foldText(asked.title) };
  const set = { ...asked, ...folded, ...handPosition(asked, place), updatedAt: ctx.now, changeId } as Partial<NodeRow>;
  const fields = Object.keys(asked) as (keyof Fields)[];
  const record = (action: AuditAction, data: Record<string, unknown>) =>
    auditChange(ctx, { table: "nodes", changeId, actorUserId: actor.user.id, action, data: jsonData(data) });
  const [, rows] = await db.batch([
    db
      .update(nodes)
      .set(set)
      .where(and(eq(nodes.id, node.id), ...stillTrue(db, { actor, node }, asked, place), isStill)),
    db
      .select({ row: nodes, level: levelNumber(sql`nodes.id`, memberOf(actor.membership)) })
      .from(nodes)
      .where(and(eq(nodes.id, node.id), eq(nodes.changeId, changeId))),
    ...fields.map((field) => record(ACTIONS[field], { from: node[field], to: asked[field] })),
    ...(place ? [record("node.ordered", { after: place.afterId })] : []),
  ]);
  const [found] = rows;
  return { row: found?.row, level: levelOfNumber(found?.level ?? 0) };
}

/** Under a new parent a node stands by its age, unless a place is named. */
function handPosition({ parentId }: Fields, place: SiblingPlace | undefined): Partial<NodeRow> {
  if (place) return { handPosition: place.handPosition };
  return parentId === undefined ? {} : { handPosition: null };
}

type Handle = RequestContext["db"]["write"];

/** All that was judged, once more in the moment of the write: two moves at once never make a circle. */
function stillTrue(
  db: Handle,
  { actor, node }: Pick<NodeAccess, "actor" | "node">,
  asked: Fields,
  place: SiblingPlace | undefined,
): (SQL | undefined)[] {
  const { parentId, ownerMembershipId } = asked;
  const conditions: (SQL | undefined)[] = [mayStill(actor, node.id, wantedFor(asked))];
  if (place) conditions.push(placeStands(actor, node, place));
  if (place && parentId === undefined) conditions.push(mayStillOrder(actor, node));
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
