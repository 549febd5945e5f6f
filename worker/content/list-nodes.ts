import { and, desc, eq, gte, lt, or, type SQL, sql } from "drizzle-orm";
import type { InferOutput } from "valibot";
import type { Page } from "../../shared/api/fields.ts";
import type { ContentNode, nodeQuery } from "../../shared/api/nodes.ts";
import { foldText } from "../../shared/fold-text.ts";
import type { RequestContext } from "../context.ts";
import { grants, media, nodes } from "../db/schema/nodes.ts";
import { Problem } from "../http/problem.ts";
import { authorize, type MembershipRow } from "../workspaces/authorize.ts";
import { levelNumber, levelOfNumber, memberOf, numberOf } from "./level-sql.ts";
import { requireReader } from "./named-member.ts";
import { presentNode } from "./present.ts";

type Filter = InferOutput<typeof nodeQuery>;

/**
 * A page of what the reader may see: the children of a node; without one the roots of what they see; both as ordered by
 * hand, the newest first where nobody did; with `q` whatever bears it in its title, at any depth, the newest first. The
 * reader is the caller, or the member named by `as`.
 */
export async function listNodes(ctx: RequestContext, workspaceId: string, filter: Filter): Promise<Page<ContentNode>> {
  const actor = await authorize(ctx, workspaceId, "content.view");
  const reader = filter.as === undefined ? actor.membership : await requireReader(ctx, actor, filter.as);
  const level = levelNumber(sql`nodes.id`, memberOf(reader));
  const key = filter.q ? nodes.id : nodes.position;
  const { read } = ctx.db;
  const [places, rows] = await read.batch([
    read
      .select({ id: nodes.id })
      .from(nodes)
      .where(isVisiblePlace(workspaceId, filter.parentId ?? "", reader)),
    read
      .select({ node: nodes, media, level, key })
      .from(nodes)
      .leftJoin(
        media,
        and(
          eq(media.nodeId, nodes.id),
          sql`${media.version} = (SELECT max(m.version) FROM ${media} AS m WHERE m.node_id = ${nodes.id})`,
        ),
      )
      .where(
        and(
          eq(nodes.workspaceId, workspaceId),
          ...where(filter, reader),
          filter.kind ? eq(nodes.kind, filter.kind) : undefined,
          filter.cursor ? lt(key, filter.cursor) : undefined,
          gte(level, numberOf("view")),
        ),
      )
      .orderBy(desc(key))
      .limit(filter.limit + 1),
  ]);
  if (filter.parentId !== undefined && places.length === 0) {
    throw new Problem("not_found", { logReason: "no such parent, or no level at it" });
  }
  const shown = rows.slice(0, filter.limit);
  return {
    items: shown.map((row) => presentNode(row.node, levelOfNumber(row.level), row.media)),
    nextCursor: rows.length > filter.limit ? (shown.at(-1)?.key ?? null) : null,
  };
}

function isVisiblePlace(workspaceId: string, nodeId: string, reader: MembershipRow): SQL | undefined {
  const level = levelNumber(sql`${nodeId}`, memberOf(reader));
  return and(eq(nodes.id, nodeId), eq(nodes.workspaceId, workspaceId), gte(level, numberOf("view")));
}

function where({ parentId, q }: Filter, reader: MembershipRow): (SQL | undefined)[] {
  if (q) return [matches(q), parentId === undefined ? undefined : isBelow(reader.workspaceId, parentId)];
  return [parentId === undefined ? isRoot(reader) : eq(nodes.parentId, parentId)];
}

function matches(text: string): SQL {
  return sql`instr(${nodes.titleFolded}, ${foldText(text)}) > 0`;
}

function isBelow(workspaceId: string, parentId: string): SQL {
  return sql`${nodes.id} IN (WITH RECURSIVE below(id) AS (
      SELECT ${parentId}
      UNION SELECT under.id FROM below
        JOIN ${nodes} AS under ON under.workspace_id = ${workspaceId} AND under.parent_id = below.id
    ) SELECT below.id FROM below WHERE below.id <> ${parentId})`;
}

/**
 * Nothing stands above it, or nothing the reader sees. Such a node is seen by what stands at itself,
 * which is asked first: it spares the walk up from all the others.
 */
function isRoot(reader: MembershipRow): SQL | undefined {
  const onTop = sql`${nodes.parentId} IS NULL`;
  if (reader.role === "super_admin") return onTop;
  const seenByItself = or(
    eq(nodes.ownerMembershipId, reader.id),
    sql`${nodes.everyone} IN ('view', 'edit')`,
    sql`EXISTS (SELECT 1 FROM ${grants} AS given WHERE given.node_id = ${nodes.id} AND given.membership_id = ${reader.id})`,
  );
  const levelAbove = levelNumber(sql`${nodes.parentId}`, memberOf(reader));
  return or(onTop, and(seenByItself, sql`${levelAbove} = ${numberOf("none")}`));
}
