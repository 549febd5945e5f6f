import { and, desc, eq, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { InferOutput } from "valibot";
import type { Page } from "../../shared/api/fields.ts";
import type { ContentNode, nodeQuery } from "../../shared/api/nodes.ts";
import { atLeast, type Level, levelAt } from "../../shared/policy/access.ts";
import type { RequestContext } from "../context.ts";
import { media, nodes } from "../db/schema/nodes.ts";
import { Problem } from "../http/problem.ts";
import { type Actor, authorize } from "../workspaces/authorize.ts";
import type { NodeRow } from "./node-path.ts";
import { presentNode } from "./present.ts";
import { requireNode } from "./require-node.ts";

type Filter = InferOutput<typeof nodeQuery>;

/** Where a list stands: the top of a workspace, or below a node at which the caller has a level. */
type Place = { actor: Actor; parentId: string | null; above: readonly NodeRow[]; level: Level };

/** A page of what the caller may see below a node, or of the workspace's projects; newest first. */
export async function listNodes(ctx: RequestContext, workspaceId: string, filter: Filter): Promise<Page<ContentNode>> {
  const place = await placeOf(ctx, workspaceId, filter.parentId);
  const { actor, above } = place;
  const rows = await ctx.db.read
    .select({ node: nodes, media })
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
        eq(nodes.workspaceId, actor.workspace.id),
        place.parentId === null ? isNull(nodes.parentId) : eq(nodes.parentId, place.parentId),
        isNull(nodes.trashedAt),
        filter.kind ? eq(nodes.kind, filter.kind) : undefined,
        filter.cursor ? lt(nodes.id, filter.cursor) : undefined,
        visibleAt(place),
      ),
    )
    .orderBy(desc(nodes.id))
    .limit(filter.limit + 1);
  const shown = rows.slice(0, filter.limit);
  const member = { membershipId: actor.membership.id, role: actor.membership.role };
  return {
    items: shown.map(({ node, media: newest }) => presentNode(node, levelAt(member, [node, ...above]), newest)),
    nextCursor: rows.length > filter.limit ? (shown.at(-1)?.node.id ?? null) : null,
  };
}

async function placeOf(ctx: RequestContext, workspaceId: string, parentId: string | undefined): Promise<Place> {
  if (parentId === undefined) {
    const actor = await authorize(ctx, workspaceId, "content.view");
    return { actor, parentId: null, above: [], level: "none" };
  }
  const { actor, node, path, level } = await requireNode(ctx, parentId, "view", "content.view");
  if (node.workspaceId !== workspaceId) throw new Problem("not_found", { logReason: "another workspace" });
  return { actor, parentId: node.id, above: path, level };
}

/** The rule of `levelAt` for one step below a place, as a condition: who owns, what stands there, else what is inherited. */
function visibleAt({ actor, level }: Place): SQL | undefined {
  if (actor.membership.role === "super_admin") return undefined;
  const inherits = atLeast(level, "view") ? sql`${nodes.everyone} = 'inherit'` : sql`0`;
  return or(eq(nodes.ownerMembershipId, actor.membership.id), sql`${nodes.everyone} IN ('view', 'edit')`, inherits);
}
