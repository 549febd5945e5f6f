import { and, asc, eq, ne, sql } from "drizzle-orm";
import type { LevelExplanation, NodeAccessList } from "../../shared/api/nodes.ts";
import { explainLevel } from "../../shared/policy/access.ts";
import type { RequestContext } from "../context.ts";
import { memberships } from "../db/schema/memberships.ts";
import { grants } from "../db/schema/nodes.ts";
import { Problem } from "../http/problem.ts";
import { versioned } from "../http/versions.ts";
import { requireLiveMember } from "./named-member.ts";
import { pathFrom, selectPath } from "./node-path.ts";
import { requireNode } from "./require-node.ts";

/** What stands at a node itself: what everyone gets, and single members; for whoever may manage it. */
export async function readNodeAccess(ctx: RequestContext, nodeId: string): Promise<NodeAccessList> {
  const { node } = await requireNode(ctx, nodeId, "manage");
  return presentAccess(node.everyone, await selectGrants(ctx, nodeId));
}

export function presentAccess(everyone: NodeAccessList["everyone"], list: NodeAccessList["grants"]): NodeAccessList {
  return versioned({ everyone, grants: list }, [everyone, list]);
}

/** The grants at a node by membership; those of memberships that have ended count for nothing. */
export function selectGrants({ db }: RequestContext, nodeId: string) {
  return db.read
    .select({ membershipId: grants.membershipId, level: grants.level })
    .from(grants)
    .innerJoin(memberships, and(eq(memberships.id, grants.membershipId), ne(memberships.status, "ended")))
    .where(eq(grants.nodeId, nodeId))
    .orderBy(asc(grants.membershipId));
}

/** Why a member sees a node, or does not; for whoever may manage it. */
export async function explainAccess(
  ctx: RequestContext,
  nodeId: string,
  membershipId: string,
): Promise<LevelExplanation> {
  const { node } = await requireNode(ctx, nodeId, "manage");
  const { role, status } = await requireLiveMember(ctx, node.workspaceId, membershipId, "/query/membershipId");
  if (status !== "active") return { level: "none", reason: "not_active", decidedBy: nodeId };
  const path = pathFrom(nodeId, await selectPath(ctx.db.read, sql`${nodeId}`, sql`${membershipId}`));
  if (!path) throw new Problem("not_found");
  const { level, reason, decidedAt } = explainLevel({ membershipId, role }, path);
  return { level, reason, decidedBy: path[decidedAt]?.id ?? nodeId };
}
