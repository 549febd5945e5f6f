import { and, desc, eq, isNotNull, lt, sql } from "drizzle-orm";
import type { InferOutput } from "valibot";
import type { FailedDelivery, FailedDeliveryPage, failedDeliveryQuery } from "../../shared/api/failed-deliveries.ts";
import type { RequestContext } from "../context.ts";
import { outbox } from "../db/schema/outbox.ts";
import { Problem } from "../http/problem.ts";
import { actorStill } from "../members/actor-still.ts";
import { authorize, authorizeWith } from "../workspaces/authorize.ts";
import { kickOutbox } from "./kick.ts";
import type { OutboxRow } from "./topics.ts";

/** What could not be delivered for a day and waits to be tried again by hand, the newest first. */
export async function listFailedDeliveries(
  ctx: RequestContext,
  workspaceId: string,
  page: InferOutput<typeof failedDeliveryQuery>,
): Promise<FailedDeliveryPage> {
  const { results } = await authorizeWith(ctx, workspaceId, "settings.manage", (may) => [
    ctx.db.read
      .select()
      .from(outbox)
      .where(and(may, isParked(workspaceId), page.cursor ? lt(outbox.id, Number(page.cursor)) : undefined))
      .orderBy(desc(outbox.id))
      .limit(page.limit + 1),
  ]);
  const [rows] = results;
  const shown = rows.slice(0, page.limit);
  return {
    items: shown.map(present),
    nextCursor: rows.length > page.limit ? String(shown.at(-1)?.id) : null,
  };
}

/** Tries one again, from the first wait on. */
export async function retryDelivery(ctx: RequestContext, workspaceId: string, id: string): Promise<void> {
  const actor = await authorize(ctx, workspaceId, "settings.manage");
  const again = await ctx.db.write
    .update(outbox)
    .set({ parkedAt: null, tries: 0, nextAt: ctx.now, lastError: null })
    .where(and(isParked(workspaceId), sql`${outbox.id} = ${Number(id) || 0}`, actorStill(actor)))
    .returning({ id: outbox.id });
  if (again.length === 0) throw new Problem("not_found");
  kickOutbox(ctx);
}

function isParked(workspaceId: string) {
  return and(eq(outbox.workspaceId, workspaceId), isNotNull(outbox.parkedAt));
}

function present(row: OutboxRow): FailedDelivery {
  return {
    id: String(row.id),
    event: row.topic,
    tries: row.tries,
    reason: row.lastError ?? "",
    createdAt: new Date(row.createdAt).toISOString(),
    failedAt: new Date(row.parkedAt ?? 0).toISOString(),
  };
}
