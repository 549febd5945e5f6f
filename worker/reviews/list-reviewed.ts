import { and, desc, eq, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import type { InferOutput } from "valibot";
import type { ReviewedNode, ReviewedPage, reviewedQuery } from "../../shared/api/reviews.ts";
import { MEDIA_KINDS, type MediaKind } from "../../shared/policy/access.ts";
import { can } from "../../shared/policy/roles.ts";
import { levelNumber, memberOf, numberOf } from "../content/level-sql.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { media, nodes } from "../db/schema/nodes.ts";
import { reviewers, reviews } from "../db/schema/reviews.ts";
import { shares } from "../db/schema/shares.ts";
import { authorize } from "../workspaces/authorize.ts";
import { presentReviews } from "./present.ts";
import { type ReviewFacts, reviewFacts } from "./review-facts.ts";

/** What the caller may edit and somebody has decided on, or must; the newest thing first. */
export async function listReviewed(
  ctx: RequestContext,
  workspaceId: string,
  { limit, cursor }: InferOutput<typeof reviewedQuery>,
): Promise<ReviewedPage> {
  const { membership } = await authorize(ctx, workspaceId, "content.view");
  // Whoever may edit nothing is spared the walk up from all of it.
  if (!can(membership.role, "content.share")) return { items: [], nextCursor: null };
  const level = levelNumber(sql`nodes.id`, memberOf(membership));
  const rows = await ctx.db.read
    .select({
      id: nodes.id,
      kind: nodes.kind,
      title: nodes.title,
      version: sql<number>`coalesce(${NEWEST}, 0)`,
      slug: SHARE_PAGE,
      facts: reviewFacts(sql`nodes.id`, NEWEST),
    })
    .from(nodes)
    .where(
      and(
        eq(nodes.workspaceId, workspaceId),
        inArray(nodes.kind, [...MEDIA_KINDS]),
        cursor === undefined ? undefined : lt(nodes.id, cursor),
        IS_REVIEWED,
        gte(level, numberOf("edit")),
      ),
    )
    .orderBy(desc(nodes.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  return {
    items: shown.map((row) => present(ctx, { ...row, kind: row.kind as MediaKind })),
    nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

const NEWEST = sql`(SELECT max(shown.version) FROM ${media} AS shown WHERE shown.node_id = nodes.id)`;

const SHARE_PAGE = sql<string | null>`(SELECT page.slug FROM ${shares} AS page WHERE page.node_id = nodes.id
  AND page.is_share_page = 1 AND page.published_at IS NOT NULL AND page.ended_at IS NULL)`;

/** By members who are there still, as the state is. */
const IS_REVIEWED: SQL = sql`(EXISTS (SELECT 1 FROM ${reviewers} AS asked JOIN ${memberships} AS who
    ON who.id = asked.membership_id WHERE asked.node_id = nodes.id AND who.status = 'active')
  OR EXISTS (SELECT 1 FROM ${reviews} AS decided JOIN ${memberships} AS who ON who.id = decided.membership_id
    WHERE decided.node_id = nodes.id AND decided.version = ${NEWEST} AND who.status = 'active'))`;

type Found = Pick<ReviewedNode, "id" | "kind" | "title" | "version"> & { slug: string | null; facts: ReviewFacts };

function present({ settings }: RequestContext, { id, kind, title, version, slug, facts }: Found): ReviewedNode {
  const { items, state, required } = presentReviews(facts, version);
  const url = slug === null ? null : `${settings.publicUrl}/s/${slug}`;
  return { id, kind, title, url, state, version, required, reviews: items };
}
