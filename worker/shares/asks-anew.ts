import { and, eq, ne, sql } from "drizzle-orm";
import { isSlug } from "../../shared/api/shares.ts";
import { countsHere } from "../accounts/counts-here.ts";
import { claimedSession, sessionLives } from "../accounts/require-user.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { sessions } from "../db/schema/sessions.ts";
import { shares } from "../db/schema/shares.ts";
import { workspaces } from "../db/schema/workspaces.ts";

/** The workspace that wants whoever is signed in to sign in anew before it shows them a page of a share; else undefined. */
export async function findHouseAskingAnew(ctx: RequestContext, path: string): Promise<{ name: string } | undefined> {
  const slug = /^\/s\/([^/?]+)/.exec(path)?.[1] ?? "";
  if (!isSlug(slug)) return undefined;
  const [house] = await ctx.db.read
    .select({ name: workspaces.name })
    .from(sessions)
    .innerJoin(shares, eq(shares.slug, slug))
    .innerJoin(workspaces, eq(workspaces.id, shares.workspaceId))
    .innerJoin(
      memberships,
      and(
        eq(memberships.userId, sessions.userId),
        eq(memberships.workspaceId, workspaces.id),
        ne(memberships.status, "ended"),
        sql`NOT ${countsHere("memberships")}`,
      ),
    )
    .where(sessionLives(ctx, claimedSession(ctx)));
  return house;
}
