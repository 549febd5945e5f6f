import { and, desc, eq, isNotNull, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { atLeast, levelAt } from "../../shared/policy/access.ts";
import { sessionLives } from "../accounts/require-user.ts";
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
const project = alias(nodes, "project");

/** The published videos the reader may watch as a member, newest first. */
export async function listWatchable(ctx: RequestContext): Promise<Watchable[]> {
  const rows = await ctx.db.read
    .select({ slug: shares.slug, video: nodes, project, membership: memberships, workspaceName: workspaces.name })
    .from(sessions)
    .innerJoin(memberships, and(eq(memberships.userId, sessions.userId), eq(memberships.status, "active")))
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .innerJoin(shares, eq(shares.workspaceId, workspaces.id))
    .innerJoin(nodes, and(eq(nodes.id, shares.nodeId), isNull(nodes.trashedAt)))
    .innerJoin(project, and(eq(project.id, nodes.parentId), isNull(project.trashedAt)))
    .where(
      and(sessionLives(ctx, ctx.credentials?.sessionId ?? ""), isNotNull(shares.publishedAt), isNull(shares.endedAt)),
    )
    .orderBy(desc(shares.publishedAt))
    .limit(LOOKED_AT);
  return rows
    .filter(({ membership, video, project: parent }) =>
      atLeast(levelAt({ membershipId: membership.id, role: membership.role }, [video, parent]), "view"),
    )
    .slice(0, SHOWN)
    .map(({ slug, video, workspaceName }) => ({ slug, title: video.title, workspaceName }));
}
