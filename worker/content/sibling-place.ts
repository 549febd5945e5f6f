import { and, desc, eq, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { generateKeyBetween, generateNKeysBetween } from "fractional-indexing";
import type { RequestContext } from "../context.ts";
import { nodes } from "../db/schema/nodes.ts";
import { Problem } from "../http/problem.ts";
import type { Actor } from "../workspaces/authorize.ts";
import { levelNumber, mayStill, memberOf } from "./level-sql.ts";
import type { NodeRow } from "./node-path.ts";

/** What is asked for: under which parent (none: at the top), after which of its siblings (none: first). */
export type Spot = { parentId: string | null; afterId: string | null };

/** A place between two siblings; `handPosition` is the key that stands for it, null where there are no siblings. */
export type SiblingPlace = Spot & { handPosition: string | null; afterPosition: string | null };

/** So many keys to choose from once somebody was faster with the nearest one. */
const SPREAD = 64;

/**
 * Finds the place; undefined where the node stands there already. What the caller does not see, or is in the trash, keeps
 * its own place. `tries` counts those who were faster; once there are some, a key is drawn, lest all find the same again.
 */
export async function findPlace(
  ctx: RequestContext,
  { actor, node }: { actor: Actor; node: NodeRow },
  spot: Spot,
  tries: number,
): Promise<SiblingPlace | undefined> {
  const { read } = ctx.db;
  const afterPosition = sql`(SELECT after.position FROM ${nodes} AS after WHERE after.id = ${spot.afterId})`;
  const [[after], below] = await read.batch([
    read.select().from(nodes).where(isSeen(actor, spot.afterId)),
    read
      .select({ id: nodes.id, position: nodes.position })
      .from(nodes)
      .where(and(isSibling(node, spot), spot.afterId === null ? undefined : lt(nodes.position, afterPosition)))
      .orderBy(desc(nodes.position))
      .limit(2),
  ]);
  if (spot.afterId !== null) requireSibling(node, spot, after);
  if (below[0]?.id === node.id) return undefined;
  const upper = after?.position ?? null;
  const lower = below.find(({ id }) => id !== node.id)?.position ?? null;
  const isAlone = upper === null && lower === null;
  return { ...spot, afterPosition: upper, handPosition: isAlone ? null : keyBetween(lower, upper, tries) };
}

/** What the caller sees; of none, nothing. */
function isSeen(actor: Actor, nodeId: string | null): SQL | undefined {
  const level = levelNumber(sql`${nodeId}`, memberOf(actor.membership));
  return and(sql`${nodes.id} = ${nodeId}`, eq(nodes.workspaceId, actor.workspace.id), sql`${level} > 0`);
}

/** Whoever may not see what to stand after is told what they would be told of none. */
function requireSibling(node: NodeRow, { parentId }: Spot, after: NodeRow | undefined): void {
  if (!after) throw new Problem("not_found", { logReason: "no such sibling, or no level at it" });
  if (after.parentId === parentId && after.id !== node.id) return;
  const detail = "Must be another node under the same parent.";
  throw new Problem("invalid_request", { errors: [{ pointer: "/afterId", code: "not_a_sibling", detail }] });
}

function isSibling({ workspaceId }: NodeRow, { parentId }: Spot): SQL | undefined {
  return and(
    eq(nodes.workspaceId, workspaceId),
    parentId === null ? isNull(nodes.parentId) : eq(nodes.parentId, parentId),
  );
}

function keyBetween(lower: string | null, upper: string | null, tries: number): string {
  const keys = [lower, ...generateNKeysBetween(lower, upper, tries === 0 ? 1 : SPREAD), upper];
  const at = 1 + Math.floor(Math.random() * (keys.length - 2));
  const key = keys[at] ?? "";
  if (!isOfAge(key)) return key;
  return lower === null ? generateKeyBetween(key, keys[at + 1]) : generateKeyBetween(keys[at - 1], key);
}

/**
 * Whether a key looks like those that nodes have by their age (`z` and the 26 digits of an id). Such a one is never given
 * by hand: the node whose own it is may come back to it.
 */
function isOfAge(key: string): boolean {
  return key.length === 27 && key.startsWith("z");
}

/** The precondition of the write: the sibling still stands there, for this actor too, and nobody has taken the key. */
export function placeStands(actor: Actor, { workspaceId }: NodeRow, place: SiblingPlace): SQL | undefined {
  const { parentId, afterId, afterPosition, handPosition } = place;
  const isFree = sql`NOT EXISTS (SELECT 1 FROM ${nodes} AS other
    WHERE other.workspace_id = ${workspaceId} AND other.position = ${handPosition})`;
  if (afterId === null) return isFree;
  const standsThere = sql`EXISTS (SELECT 1 FROM ${nodes} AS after
    WHERE after.id = ${afterId} AND after.parent_id IS ${parentId} AND after.position = ${afterPosition})`;
  return and(isFree, standsThere, mayStill(actor, afterId, "view"));
}

/** To put a node elsewhere among its siblings takes `manage` at it or `edit` at their parent; at the top, `manage`. */
export function mayStillOrder(actor: Actor, { id, parentId }: NodeRow): SQL | undefined {
  if (parentId === null) return mayStill(actor, id, "manage");
  const isThere = sql`nodes.parent_id = ${parentId}`;
  return and(isThere, or(mayStill(actor, id, "manage"), mayStill(actor, parentId, "edit")));
}
