import { and, desc, eq, gte, isNotNull, isNull, lt, sql } from "drizzle-orm";
import type { InferOutput } from "valibot";
import type { Page } from "../../shared/api/fields.ts";
import type { Share, ShareWithNode, shareListQuery } from "../../shared/api/shares.ts";
import { atLeast } from "../../shared/policy/access.ts";
import { levelNumber, memberOf, numberOf } from "../content/level-sql.ts";
import { requireNode } from "../content/require-node.ts";
import type { RequestContext } from "../context.ts";
import { shares } from "../db/schema/shares.ts";
import { Problem } from "../http/problem.ts";
import { authorize } from "../workspaces/authorize.ts";
import { presentShare } from "./present.ts";
import { requireShare } from "./require-share.ts";

/** Every live link of a node, for whoever may edit it: an address is a key. */
export async function listNodeShares(ctx: RequestContext, nodeId: string): Promise<Page<Share>> {
  await requireNode(ctx, nodeId, "edit");
  const rows = await ctx.db.read
    .select()
    .from(shares)
    .where(and(eq(shares.nodeId, nodeId), isNotNull(shares.publishedAt), isNull(shares.endedAt)))
    .orderBy(desc(shares.id));
  return { items: rows.map((row) => presentShare(ctx, row)), nextCursor: null };
}

/** The live links of a workspace to nodes that the caller may edit, newest first. */
export async function listWorkspaceShares(
  ctx: RequestContext,
  workspaceId: string,
  { limit, cursor }: InferOutput<typeof shareListQuery>,
): Promise<Page<Share>> {
  const { membership } = await authorize(ctx, workspaceId, "content.view");
  const rows = await ctx.db.read
    .select()
    .from(shares)
    .where(
      and(
        eq(shares.workspaceId, workspaceId),
        isNotNull(shares.publishedAt),
        isNull(shares.endedAt),
        cursor ? lt(shares.id, cursor) : undefined,
        gte(levelNumber(sql`${shares.nodeId}`, memberOf(membership)), numberOf("edit")),
      ),
    )
    .orderBy(desc(shares.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  return {
    items: shown.map((share) => presentShare(ctx, share)),
    nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

/**
 * The share of a page in the caller's tab, with its node, for members who may see that node; nothing for
 * anybody else, nor for a share that is not published unless the caller may publish it.
 */
export async function findShareBySlug(ctx: RequestContext, slug: string): Promise<Page<ShareWithNode>> {
  try {
    const { share, node, level } = await requireShare(ctx, { slug }, "view");
    if (share.publishedAt === null && !atLeast(level, "edit")) return NOTHING;
    const { id, title, workspaceId } = node;
    return { items: [{ ...presentShare(ctx, share), node: { id, title, level, workspaceId } }], nextCursor: null };
  } catch (error) {
    if (error instanceof Problem && (error.code === "not_found" || error.code === "forbidden")) return NOTHING;
    throw error;
  }
}

const NOTHING: Page<ShareWithNode> = { items: [], nextCursor: null };
