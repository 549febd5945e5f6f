import { and, asc, desc, eq, inArray, lt, sql } from "drizzle-orm";
import type { InferOutput } from "valibot";
import { type Delivery, type DeliveryPage, type deliveryQuery, TEST_EVENT } from "../../shared/api/webhooks.ts";
import { newId } from "../../shared/ids.ts";
import { WEBHOOK_DELIVERIES_KEPT } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import { webhookDeliveries, webhooks, webhookTries } from "../db/schema/webhooks.ts";
import { Problem } from "../http/problem.ts";
import { actorStill } from "../members/actor-still.ts";
import { authorize, authorizeWith } from "../workspaces/authorize.ts";
import { chargeCall } from "./charge-call.ts";
import { wakeSender } from "./wake-sender.ts";
import { ofWorkspace } from "./webhooks.ts";

type DeliveryRow = typeof webhookDeliveries.$inferSelect;
type TryRow = typeof webhookTries.$inferSelect;

const FORGOTTEN_AT_ONCE = 500;

/** The messages of an endpoint with each try, the newest first. */
export async function listDeliveries(
  ctx: RequestContext,
  workspaceId: string,
  webhookId: string,
  page: InferOutput<typeof deliveryQuery>,
): Promise<DeliveryPage> {
  const { read } = ctx.db;
  const wanted = and(
    eq(webhookDeliveries.webhookId, webhookId),
    page.status ? eq(webhookDeliveries.status, page.status) : undefined,
    page.cursor ? lt(webhookDeliveries.sequence, Number(page.cursor)) : undefined,
  );
  const { results } = await authorizeWith(ctx, workspaceId, "api.use", (may) => {
    const hook = read
      .select({ id: webhooks.id })
      .from(webhooks)
      .where(and(may, ofWorkspace(workspaceId, webhookId)));
    const deliveries = read
      .select()
      .from(webhookDeliveries)
      .where(and(inArray(webhookDeliveries.webhookId, hook), wanted))
      .orderBy(desc(webhookDeliveries.sequence))
      .limit(page.limit + 1);
    const shown = sql`SELECT shown.id FROM (${deliveries}) AS shown`;
    const tries = read
      .select()
      .from(webhookTries)
      .where(sql`${webhookTries.deliveryId} IN (${shown})`)
      .orderBy(desc(webhookTries.id));
    return [hook, deliveries, tries] as const;
  });
  const [hooks, rows, tries] = results;
  if (hooks.length === 0) throw new Problem("not_found");
  const shown = rows.slice(0, page.limit);
  return {
    items: shown.map((row) => presentDelivery(row, tries)),
    nextCursor: rows.length > page.limit ? String(shown.at(-1)?.sequence) : null,
  };
}

/** Sends a message of no consequence, in its turn; 409 `invalid_state` where the endpoint is off. */
export async function testWebhook(ctx: RequestContext, workspaceId: string, webhookId: string): Promise<Delivery> {
  const actor = await authorize(ctx, workspaceId, "api.use");
  await chargeCall(ctx, workspaceId);
  const { write } = ctx.db;
  const id = newId("delivery");
  const facts = JSON.stringify({ workspaceId, webhookId });
  const [hooks, , [made]] = await write.batch([
    write.select().from(webhooks).where(ofWorkspace(workspaceId, webhookId)),
    write.run(sql`INSERT INTO ${webhookDeliveries} (id, webhook_id, sequence, event, facts, at, next_at)
      SELECT ${id}, ${webhooks.id}, ${webhooks.lastSequence} + 1, ${TEST_EVENT}, ${facts}, ${ctx.now}, ${ctx.now}
      FROM ${webhooks} WHERE ${ofWorkspace(workspaceId, webhookId)} AND ${webhooks.enabled} AND ${actorStill(actor)}`),
    write.select().from(webhookDeliveries).where(eq(webhookDeliveries.id, id)),
  ]);
  if (!made) throw new Problem(hooks.length === 0 ? "not_found" : "invalid_state");
  wakeSender(ctx, webhookId);
  return presentDelivery(made, []);
}

/**
 * Sends a message again, whatever became of it, under the same `webhook-id`; one that waits for its next try no longer
 * waits. 409 `invalid_state` where the endpoint is off.
 */
export async function replayDelivery(
  ctx: RequestContext,
  workspaceId: string,
  webhookId: string,
  id: string,
): Promise<Delivery> {
  const actor = await authorize(ctx, workspaceId, "api.use");
  await chargeCall(ctx, workspaceId);
  const { write } = ctx.db;
  const target = and(eq(webhookDeliveries.id, id), eq(webhookDeliveries.webhookId, webhookId));
  const on = sql`EXISTS (SELECT 1 FROM ${webhooks} WHERE ${ofWorkspace(workspaceId, webhookId)} AND ${webhooks.enabled})`;
  const [there, [row], tries] = await write.batch([
    write
      .select({ id: webhookDeliveries.id })
      .from(webhookDeliveries)
      .innerJoin(webhooks, and(eq(webhooks.id, webhookDeliveries.webhookId), ofWorkspace(workspaceId, webhookId)))
      .where(target),
    write
      .update(webhookDeliveries)
      .set({ status: "pending", firstTriedAt: null, nextAt: ctx.now })
      .where(and(target, on, actorStill(actor)))
      .returning(),
    write.select().from(webhookTries).where(eq(webhookTries.deliveryId, id)).orderBy(desc(webhookTries.id)),
  ]);
  if (there.length === 0) throw new Problem("not_found");
  if (!row) throw new Problem("invalid_state");
  wakeSender(ctx, webhookId);
  return presentDelivery(row, tries);
}

/** Parts with what is over and old, its tries with it. */
export async function forgetDeliveries(ctx: RequestContext): Promise<void> {
  const { write } = ctx.db;
  const old = write
    .select({ id: webhookDeliveries.id })
    .from(webhookDeliveries)
    .where(lt(webhookDeliveries.at, ctx.now - WEBHOOK_DELIVERIES_KEPT))
    .orderBy(asc(webhookDeliveries.at))
    .limit(FORGOTTEN_AT_ONCE);
  await write.delete(webhookDeliveries).where(inArray(webhookDeliveries.id, old));
}

function presentDelivery(row: DeliveryRow, tries: TryRow[]): Delivery {
  return {
    id: row.id,
    event: row.event,
    sequence: row.sequence,
    status: row.status,
    tries: row.tries,
    lastStatus: row.lastStatus,
    nextAt: row.status === "pending" && row.nextAt !== null ? new Date(row.nextAt).toISOString() : null,
    createdAt: new Date(row.at).toISOString(),
    attempts: tries
      .filter(({ deliveryId }) => deliveryId === row.id)
      .map(({ at, status, error, ms }) => ({ at: new Date(at).toISOString(), status, error, ms })),
  };
}
