import { and, desc, eq, sql } from "drizzle-orm";
import type { JoinRequest } from "../../shared/api/join-requests.ts";
import type { Role } from "../../shared/policy/roles.ts";
import { countsHere } from "../accounts/counts-here.ts";
import { claimedSession, sessionLives } from "../accounts/require-user.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { sessions } from "../db/schema/sessions.ts";
import { users } from "../db/schema/users.ts";
import { workspaces } from "../db/schema/workspaces.ts";
import { presentRequest } from "../members/present.ts";

const SHOWN_MAX = 50;

export type WaitingRequest = JoinRequest & { workspace: { id: string; name: string; defaultRole: Role } };

/** The join requests that I may decide, of all my workspaces, the newest first. */
export async function listWaitingRequests(ctx: RequestContext): Promise<WaitingRequest[]> {
  const rows = await ctx.db.read
    .select({
      membership: memberships,
      name: users.name,
      workspace: { id: workspaces.id, name: workspaces.name, defaultRole: workspaces.defaultRole },
    })
    .from(sessions)
    .innerJoin(
      sql`${memberships} AS mine`,
      sql`mine.user_id = ${sessions.userId} AND mine.status = 'active' AND mine.role = 'super_admin' AND mine.personal = 0
        AND ${countsHere("mine")}`,
    )
    .innerJoin(
      memberships,
      and(sql`${memberships.workspaceId} = mine.workspace_id`, eq(memberships.status, "requested")),
    )
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .leftJoin(users, eq(users.id, memberships.userId))
    .where(sessionLives(ctx, claimedSession(ctx)))
    .orderBy(desc(memberships.id))
    .limit(SHOWN_MAX);
  return rows.map(({ membership, name, workspace }) => ({
    ...presentRequest(membership, name, ctx.locale),
    workspace,
  }));
}
