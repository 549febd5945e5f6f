import { type SQL, sql } from "drizzle-orm";
import { DEPTH_MAX } from "../../shared/limits.ts";
import { LEVELS, type Level } from "../../shared/policy/access.ts";
import { grants, nodes } from "../db/schema/nodes.ts";
import { actorStill } from "../members/actor-still.ts";
import type { Actor, MembershipRow } from "../workspaces/authorize.ts";

/** Of whom a level is asked, in SQL: values, or columns of the row a list is at. */
export type LevelMember = { membershipId: SQL; role: SQL };

export function memberOf({ id, role }: Pick<MembershipRow, "id" | "role">): LevelMember {
  return { membershipId: sql`${id}`, role: sql`${role}` };
}

/**
 * `levelAt` of `shared/policy/access.ts` as SQL, for lists and for what must hold while a write happens: a number,
 * the level's place in `LEVELS`. A property test holds the two against each other. It walks up from one node, so a
 * list that stops at its limit walks only from what it looked at. What is in the trash, or below something that is,
 * gives `none`. `node` is the id; columns in it and in `member` must be those of tables outside the walk.
 */
export function levelNumber(node: SQL, member: LevelMember): SQL<number> {
  return levelFrom(node, member, sql`CASE WHEN way.trashed THEN 0 ELSE ${ceiling(member)} END`);
}

/** The same of what may be in the trash, for bringing it back. */
export function levelNumberInTrash(node: SQL, member: LevelMember): SQL<number> {
  return levelFrom(node, member, ceiling(member));
}

export function numberOf(level: Level): number {
  return LEVELS.indexOf(level);
}

export function levelOfNumber(number: number): Level {
  return LEVELS[number] ?? "none";
}

/**
 * The precondition of a write on a node, or below it: it stands, and the actor is active in the role they were
 * judged by and still has the level. Someone may have taken it from them since it was read.
 */
export function mayStill(actor: Actor, nodeId: string, wanted: Level): SQL {
  return sql`(${actorStill(actor)} AND ${levelNumber(sql`${nodeId}`, memberOf(actor.membership))} >= ${numberOf(wanted)})`;
}

/** The same on a node in the trash. */
export function mayStillRestore(actor: Actor, nodeId: string): SQL {
  const level = levelNumberInTrash(sql`${nodeId}`, memberOf(actor.membership));
  return sql`(${actorStill(actor)} AND ${level} >= ${numberOf("manage")})`;
}

/** More steps than any tree has: a walk ends also where a tree would be a circle. */
const STEPS = 2 * DEPTH_MAX;

/** `walking` ends at a restricted node, which is a base of its own; the way goes on to the top, for the trash. */
function levelFrom(node: SQL, member: LevelMember, result: SQL): SQL<number> {
  return sql<number>`(WITH RECURSIVE way(parent_id, at, walking, base, found, trashed) AS (
      SELECT first.parent_id, 0, first.everyone <> 'none', ${baseAt("first")}, ${ownAt("first", member)},
        first.trashed_at IS NOT NULL
      FROM ${nodes} AS first WHERE first.id = ${node}
      UNION ALL
      SELECT above.parent_id, way.at + 1, way.walking AND above.everyone <> 'none',
        coalesce(way.base, ${baseAt("above")}),
        CASE WHEN way.walking THEN max(way.found, ${ownAt("above", member)}) ELSE way.found END,
        way.trashed OR above.trashed_at IS NOT NULL
      FROM way JOIN ${nodes} AS above ON above.id = way.parent_id WHERE way.at < ${STEPS}
    ) SELECT ${result} FROM way ORDER BY way.at DESC LIMIT 1)`;
}

function ceiling({ role }: LevelMember): SQL {
  const reached = sql`max(coalesce(way.base, 0), way.found)`;
  return sql`(CASE ${role} WHEN 'super_admin' THEN ${numberOf("manage")}
    WHEN 'viewer' THEN min(${reached}, ${numberOf("view")}) ELSE ${reached} END)`;
}

/** What everyone gets by one node; null where it says `inherit`. */
function baseAt(step: "first" | "above"): SQL {
  return sql`CASE ${column(step, "everyone")} WHEN 'edit' THEN ${numberOf("edit")} WHEN 'view' THEN ${numberOf("view")}
    WHEN 'none' THEN ${numberOf("none")} END`;
}

/** What the member has at one node by themselves: it is theirs, or was granted to them. */
function ownAt(step: "first" | "above", { membershipId }: LevelMember): SQL {
  return sql`CASE WHEN ${column(step, "owner_membership_id")} = ${membershipId} THEN ${numberOf("manage")}
    ELSE coalesce((SELECT CASE given.level WHEN 'edit' THEN ${numberOf("edit")} ELSE ${numberOf("view")} END
      FROM ${grants} AS given
      WHERE given.node_id = ${column(step, "id")} AND given.membership_id = ${membershipId}), 0) END`;
}

function column(step: "first" | "above", name: "id" | "everyone" | "owner_membership_id"): SQL {
  return sql.raw(`${step}.${name}`);
}
