import { and, desc, eq, gte, isNotNull, isNull, or, sql } from "drizzle-orm";
import { countsHere } from "../accounts/counts-here.ts";
import { sessionLives } from "../accounts/require-user.ts";
import { levelNumber, numberOf } from "../content/level-sql.ts";
import { standing } from "../content/node-path.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { nodes } from "../db/schema/nodes.ts";
import { sessions } from "../db/schema/sessions.ts";
import { shares } from "../db/schema/shares.ts";
import { workspaces } from "../db/schema/workspaces.ts";
import type { Watchable } from "../pages/home-page.tsx";

const SHOWN = 100;
/** Some of what is published may not be for this reader. */
const LOOKED_AT = 1_000;

/**
 * The newest of what is published and the reader may open as a member. What stands under one parent stands together, in
 * its order there, and where something was published last comes first.
 */
export async function listWatchable(ctx: RequestContext): Promise<Watchable[]> {
  const { read } = ctx.db;
  const newest = read
    .select({
      slug: shares.slug,
      visibility: shares.visibility,
      nodeId: shares.nodeId,
      publishedAt: shares.publishedAt,
      membershipId: sql<string>`${memberships.id}`.as("membership_id"),
      role: memberships.role,
      workspaceName: workspaces.name,
    })
    .from(sessions)
    .innerJoin(
      memberships,
      and(eq(memberships.userId, sessions.userId), eq(memberships.status, "active"), countsHere("memberships")),
    )
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .innerJoin(shares, eq(shares.workspaceId, workspaces.id))
    .where(
      and(sessionLives(ctx, ctx.credentials?.sessionId ?? ""), isNotNull(shares.publishedAt), isNull(shares.endedAt)),
    )
    .orderBy(desc(shares.publishedAt))
    .limit(LOOKED_AT)
    .as("newest");
  const level = levelNumber(sql`newest.node_id`, { membershipId: sql`newest.membership_id`, role: sql`newest.role` });
  const shown = read
    .select({
      slug: newest.slug,
      title: nodes.title,
      kind: nodes.kind,
      workspaceName: newest.workspaceName,
      publishedAt: newest.publishedAt,
      workspaceId: nodes.workspaceId,
      parentId: nodes.parentId,
      position: nodes.position,
    })
    .from(newest)
    .innerJoin(nodes, eq(nodes.id, newest.nodeId))
    .where(or(gte(level, numberOf("view")), and(eq(newest.visibility, "workspace"), standing(sql`newest.node_id`))))
    .orderBy(desc(newest.publishedAt))
    .limit(SHOWN)
    .as("shown");
  const lastBeside = sql`max(${shown.publishedAt}) OVER (PARTITION BY ${shown.workspaceId}, ${shown.parentId})`;
  return read
    .select({ slug: shown.slug, title: shown.title, kind: shown.kind, workspaceName: shown.workspaceName })
    .from(shown)
    .orderBy(desc(lastBeside), shown.workspaceId, shown.parentId, desc(shown.position), desc(shown.publishedAt));
}
