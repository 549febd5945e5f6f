import { and, desc, eq, isNull, lt } from "drizzle-orm";
import type { InferOutput } from "valibot";
import type { AccessRequest, accessRequestQuery } from "../../shared/api/access-requests.ts";
import type { Page } from "../../shared/api/fields.ts";
import { requireNode } from "../content/require-node.ts";
import type { RequestContext } from "../context.ts";
import { accessRequests } from "../db/schema/access-requests.ts";
import { users } from "../db/schema/users.ts";
import { presentAccessRequest } from "./present.ts";

/** Who waits to be let in to the shares of a node, the newest first; for whoever may manage it. */
export async function listAccessRequests(
  ctx: RequestContext,
  nodeId: string,
  { limit, cursor }: InferOutput<typeof accessRequestQuery>,
): Promise<Page<AccessRequest>> {
  await requireNode(ctx, nodeId, "manage");
  const rows = await ctx.db.read
    .select({ request: accessRequests, asker: { email: users.email, name: users.name } })
    .from(accessRequests)
    .innerJoin(users, eq(users.id, accessRequests.userId))
    .where(
      and(
        eq(accessRequests.nodeId, nodeId),
        isNull(accessRequests.outcome),
        cursor ? lt(accessRequests.id, cursor) : undefined,
      ),
    )
    .orderBy(desc(accessRequests.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  return {
    items: shown.map(({ request, asker }) => presentAccessRequest(request, asker)),
    nextCursor: rows.length > limit ? (shown.at(-1)?.request.id ?? null) : null,
  };
}
