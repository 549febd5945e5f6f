import { and, desc, eq, gte, isNotNull, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { InferOutput } from "valibot";
import type { Page } from "../../shared/api/fields.ts";
import type { ListedShare, Share, ShareWithNode, shareListQuery } from "../../shared/api/shares.ts";
import { atLeast } from "../../shared/policy/access.ts";
import { can } from "../../shared/policy/roles.ts";
import { mayChangeShare } from "../../shared/policy/share-change.ts";
import { levelNumber, memberOf, numberOf } from "../content/level-sql.ts";
import { requireNode } from "../content/require-node.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { shares } from "../db/schema/shares.ts";
import { users } from "../db/schema/users.ts";
import { Problem } from "../http/problem.ts";
import { authorize } from "../workspaces/authorize.ts";
import { presentListedShare, presentShare, presentToViewer } from "./present.ts";
import { requireShare } from "./require-share.ts";

/** Every live link of a node, for whoever may edit it: an address is a key. */
export async function listNodeShares(
  ctx: RequestContext,
  nodeId: string,
  page: InferOutput<typeof shareListQuery>,
): Promise<Page<ListedShare>> {
  await requireNode(ctx, nodeId, "edit");
  return readPage(ctx, eq(shares.nodeId, nodeId), page);
}

/** The live links of a workspace to nodes that the caller may edit, newest first. */
export async function listWorkspaceShares(
  ctx: RequestContext,
  workspaceId: string,
  page: InferOutput<typeof shareListQuery>,
): Promise<Page<ListedShare>> {
  const { membership } = await authorize(ctx, workspaceId, "content.view");
  // Whoever may share nothing is spared the walk up from every link there is.
  if (!can(membership.role, "content.share")) return { items: [], nextCursor: null };
  const mayEdit = gte(levelNumber(sql`${shares.nodeId}`, memberOf(membership)), numberOf("edit"));
  return readPage(ctx, and(eq(shares.workspaceId, workspaceId), mayEdit), page);
}

async function readPage(
  ctx: RequestContext,
  where: SQL | undefined,
  { limit, cursor }: InferOutput<typeof shareListQuery>,
): Promise<Page<ListedShare>> {
  const rows = await selectLive(ctx, and(where, cursor ? lt(shares.id, cursor) : undefined)).limit(limit + 1);
  const shown = rows.slice(0, limit);
  return {
    items: shown.map(({ share, maker }) => presentListedShare(ctx, share, maker)),
    nextCursor: rows.length > limit ? (shown.at(-1)?.share.id ?? null) : null,
  };
}

/** Published and not ended, newest first, with what whoever made each calls themselves. */
function selectLive(ctx: RequestContext, where: SQL | undefined) {
  return ctx.db.read
    .select({ share: shares, maker: users.name })
    .from(shares)
    .leftJoin(memberships, eq(memberships.id, shares.createdBy))
    .leftJoin(users, eq(users.id, memberships.userId))
    .where(and(isNotNull(shares.publishedAt), isNull(shares.endedAt), where))
    .orderBy(desc(shares.id))
    .$dynamic();
}

/** One share, for whoever may edit what it shows. */
export async function readShare(ctx: RequestContext, shareId: string): Promise<Share> {
  return presentShare(ctx, (await requireShare(ctx, { shareId }, "edit")).share);
}

/**
 * The share of a page in the caller's tab, with its node, for members who may see that node; nothing for
 * anybody else, nor for a share that is not published unless the caller may publish it.
 */
export async function findShareBySlug(ctx: RequestContext, slug: string): Promise<Page<ShareWithNode>> {
  try {
    const { actor, share, node, level } = await requireShare(ctx, { slug }, "view");
    if (share.publishedAt === null && !atLeast(level, "edit")) return NOTHING;
    const { id, kind, title, workspaceId } = node;
    const shown = atLeast(level, "edit") ? presentShare(ctx, share) : presentToViewer(ctx, share);
    const canChange = mayChangeShare(share, actor.membership, level);
    return { items: [{ ...shown, canChange, node: { id, kind, title, level, workspaceId } }], nextCursor: null };
  } catch (error) {
    if (error instanceof Problem && (error.code === "not_found" || error.code === "forbidden")) return NOTHING;
    throw error;
  }
}

const NOTHING: Page<ShareWithNode> = { items: [], nextCursor: null };
