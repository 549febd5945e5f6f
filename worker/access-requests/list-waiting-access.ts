import { and, desc, eq, gte, isNull, sql } from "drizzle-orm";
import type { AccessRequest } from "../../shared/api/access-requests.ts";
import type { NodeKind } from "../../shared/policy/access.ts";
import { countsHere } from "../accounts/counts-here.ts";
import { claimedSession, sessionLives } from "../accounts/require-user.ts";
import { levelNumber, numberOf } from "../content/level-sql.ts";
import type { RequestContext } from "../context.ts";
import { accessRequests } from "../db/schema/access-requests.ts";
import { memberships } from "../db/schema/memberships.ts";
import { nodes } from "../db/schema/nodes.ts";
import { sessions } from "../db/schema/sessions.ts";
import { users } from "../db/schema/users.ts";
import { presentAccessRequest } from "./present.ts";

const SHOWN_MAX = 50;
/** Some of what waits in a workspace is for others to decide. */
const LOOKED_AT = 1_000;

export type WaitingAccess = AccessRequest & { title: string; kind: NodeKind };

/** The requests for access that I may decide, of all my workspaces, the newest first, with what they are about. */
export async function listWaitingAccess(ctx: RequestContext): Promise<WaitingAccess[]> {
  const { read } = ctx.db;
  const newest = read
    .select({
      id: accessRequests.id,
      membershipId: sql<string>`${memberships.id}`.as("membership_id"),
      role: memberships.role,
    })
    .from(sessions)
    .innerJoin(
      memberships,
      and(eq(memberships.userId, sessions.userId), eq(memberships.status, "active"), countsHere("memberships")),
    )
    .innerJoin(
      accessRequests,
      and(eq(accessRequests.workspaceId, memberships.workspaceId), isNull(accessRequests.outcome)),
    )
    .where(sessionLives(ctx, claimedSession(ctx)))
    .orderBy(desc(accessRequests.id))
    .limit(LOOKED_AT)
    .as("newest");
  const mine = { membershipId: sql`newest.membership_id`, role: sql`newest.role` };
  const rows = await read
    .select({
      request: accessRequests,
      asker: { email: users.email, name: users.name },
      title: nodes.title,
      kind: nodes.kind,
    })
    .from(newest)
    .innerJoin(accessRequests, eq(accessRequests.id, newest.id))
    .innerJoin(users, eq(users.id, accessRequests.userId))
    .innerJoin(nodes, eq(nodes.id, accessRequests.nodeId))
    .where(gte(levelNumber(sql`access_requests.node_id`, mine), numberOf("manage")))
    .orderBy(desc(accessRequests.id))
    .limit(SHOWN_MAX);
  return rows.map(({ request, asker, ...about }) => ({ ...presentAccessRequest(request, asker), ...about }));
}
