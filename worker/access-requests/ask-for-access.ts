import { and, eq, isNull, sql } from "drizzle-orm";
import type { AccessRequest } from "../../shared/api/access-requests.ts";
import { newId } from "../../shared/ids.ts";
import { RATE_LIMITS } from "../../shared/limits.ts";
import type { UserRow } from "../accounts/require-user.ts";
import type { RequestContext } from "../context.ts";
import { accessRequests } from "../db/schema/access-requests.ts";
import { memberships } from "../db/schema/memberships.ts";
import { shares } from "../db/schema/shares.ts";
import { Problem } from "../http/problem.ts";
import { chargeLimits } from "../limits/charge-limits.ts";
import { kickOutbox } from "../outbox/kick.ts";
import { presentAccessRequest } from "./present.ts";
import { recordAccess } from "./record-access.ts";

type Asked = { user: UserRow; shareId: string; message: string };

/**
 * Asks for access to a share whose gate refused and said that one may ask. While a request is open there is no second:
 * asking again says the newer words and tells nobody anew.
 */
export async function askForAccess(ctx: RequestContext, { user, shareId, message }: Asked): Promise<AccessRequest> {
  await chargeLimits(ctx, `access:${user.id}`, [
    { name: "requests", ...RATE_LIMITS.accessRequestsPerUser },
    { name: `requests:${shareId}`, ...RATE_LIMITS.accessRequestsPerUserAndShare },
  ]);
  const id = newId("accessRequest");
  const changeId = newId("change");
  const { write } = ctx.db;
  const [, , , rows] = await write.batch([
    // What the gate judged, once more: it may have changed meanwhile.
    write.run(sql`INSERT INTO ${accessRequests}
      (id, share_id, node_id, workspace_id, user_id, message, created_at, change_id)
      SELECT ${id}, asked.id, asked.node_id, asked.workspace_id, ${user.id}, ${message}, ${ctx.now}, ${changeId}
      FROM ${shares} AS asked WHERE asked.id = ${shareId} AND asked.visibility IN ('restricted', 'workspace')
        AND asked.published_at IS NOT NULL AND asked.ended_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM ${memberships} AS barred WHERE barred.user_id = ${user.id}
          AND barred.workspace_id = asked.workspace_id AND barred.status = 'suspended')
      ON CONFLICT (share_id, user_id) WHERE outcome IS NULL
        DO UPDATE SET message = excluded.message WHERE excluded.message <> ''`),
    ...recordAccess(ctx, { changeId, actorUserId: user.id, happened: "access.requested" }),
    write
      .select()
      .from(accessRequests)
      .where(
        and(eq(accessRequests.shareId, shareId), eq(accessRequests.userId, user.id), isNull(accessRequests.outcome)),
      ),
  ]);
  const [row] = rows;
  if (!row) throw new Problem("forbidden", { logReason: "closed or suspended meanwhile" });
  if (row.changeId === changeId) kickOutbox(ctx);
  return presentAccessRequest(row, user);
}
