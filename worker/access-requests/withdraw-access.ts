import { and, eq, isNull } from "drizzle-orm";
import { newId } from "../../shared/ids.ts";
import type { RequestContext } from "../context.ts";
import { accessRequests } from "../db/schema/access-requests.ts";
import { Problem } from "../http/problem.ts";
import { kickOutbox } from "../outbox/kick.ts";
import { type Asker, selectOwnRequest } from "./own-request.ts";
import { recordAccess } from "./record-access.ts";

/**
 * Takes back what one asked for, while it is open: 404 where nothing is, 409 `request_decided` where whoever decides
 * was faster.
 */
export async function withdrawAccess(ctx: RequestContext, asker: Asker): Promise<void> {
  const { userId, shareId } = asker;
  const changeId = newId("change");
  const { write } = ctx.db;
  const [, , , rows] = await write.batch([
    write
      .update(accessRequests)
      .set({ outcome: "withdrawn", decidedAt: ctx.now, changeId })
      .where(
        and(eq(accessRequests.shareId, shareId), eq(accessRequests.userId, userId), isNull(accessRequests.outcome)),
      ),
    ...recordAccess(ctx, { changeId, actorUserId: userId, happened: "access.withdrawn" }),
    selectOwnRequest(write, asker),
  ]);
  const [last] = rows;
  if (last?.changeId === changeId) return kickOutbox(ctx);
  if (!last?.outcome || last.outcome === "withdrawn") throw new Problem("not_found", { logReason: "asks for nothing" });
  throw new Problem("request_decided", { outcome: last.outcome });
}
