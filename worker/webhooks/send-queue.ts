import { and, asc, eq, gt, lte, notInArray, sql } from "drizzle-orm";
import { newId } from "../../shared/ids.ts";
import type { RequestContext } from "../context.ts";
import { webhookDeliveries, webhooks, webhookTries } from "../db/schema/webhooks.ts";
import { nextTryAt } from "./next-try.ts";
import type { TryOutcome } from "./post-message.ts";
import { recordWebhook } from "./webhooks.ts";

export type WebhookRow = typeof webhooks.$inferSelect;
export type DeliveryRow = typeof webhookDeliveries.$inferSelect;

/** What an endpoint's sender is to do. */
export type SendQueue = {
  /** Undefined where the endpoint is off or gone: then nothing is to be sent. */
  webhook: WebhookRow | undefined;
  /** The first message never tried, which waits for those before it. */
  fresh: DeliveryRow | undefined;
  /** Those to be tried again now, beside it. */
  due: DeliveryRow[];
  /** When the next is to be tried again. */
  nextAt: number | null;
};

const GONE = 410;

/** What there is to send now, without what is under way already; at most so many to be tried again. */
export async function readQueue(
  ctx: RequestContext,
  webhookId: string,
  underWay: string[],
  slots: number,
): Promise<SendQueue> {
  const { read } = ctx.db;
  const now = Date.now();
  const waiting = and(
    eq(webhookDeliveries.webhookId, webhookId),
    eq(webhookDeliveries.status, "pending"),
    notInArray(webhookDeliveries.id, underWay),
  );
  const tried = and(waiting, gt(webhookDeliveries.tries, 0));
  const [[webhook], [fresh], due, [next]] = await read.batch([
    read
      .select()
      .from(webhooks)
      .where(and(eq(webhooks.id, webhookId), eq(webhooks.enabled, true))),
    read
      .select()
      .from(webhookDeliveries)
      .where(and(waiting, eq(webhookDeliveries.tries, 0)))
      .orderBy(asc(webhookDeliveries.sequence))
      .limit(1),
    read
      .select()
      .from(webhookDeliveries)
      .where(and(tried, lte(webhookDeliveries.nextAt, now)))
      .orderBy(asc(webhookDeliveries.nextAt))
      .limit(slots),
    read
      .select({ at: sql<number | null>`min(${webhookDeliveries.nextAt})` })
      .from(webhookDeliveries)
      .where(and(tried, gt(webhookDeliveries.nextAt, now))),
  ]);
  if (!webhook) return { webhook, fresh: undefined, due: [], nextAt: null };
  return { webhook, fresh, due, nextAt: next?.at ?? null };
}

/** Writes down how a try went and what is to become of the message. An endpoint that is gone for good is turned off. */
export async function settle(
  ctx: RequestContext,
  webhook: WebhookRow,
  delivery: DeliveryRow,
  outcome: TryOutcome,
): Promise<void> {
  const { write } = ctx.db;
  const { at, ms, status, error } = outcome;
  // Replayed while it was under way, it has another first try by now and stays due.
  const notReplayed = and(
    eq(webhookDeliveries.status, "pending"),
    eq(webhookDeliveries.firstTriedAt, delivery.firstTriedAt ?? at),
  );
  const that = eq(webhookDeliveries.id, delivery.id);
  await write.batch([
    // A message that went with its endpoint meanwhile has no log to write to.
    write.run(sql`INSERT INTO ${webhookTries} (delivery_id, at, status, error, ms)
      SELECT ${webhookDeliveries.id}, ${at}, ${status}, ${error}, ${ms} FROM ${webhookDeliveries} WHERE ${that}`),
    write
      .update(webhookDeliveries)
      .set({
        tries: sql`${webhookDeliveries.tries} + 1`,
        lastStatus: status,
        firstTriedAt: sql`coalesce(${webhookDeliveries.firstTriedAt}, ${at})`,
      })
      .where(that),
    write
      .update(webhookDeliveries)
      .set(became(delivery, outcome))
      .where(and(that, isSuccess(status) ? undefined : notReplayed)),
    ...(status === GONE ? turnOff(ctx, webhook) : []),
  ]);
}

function became(delivery: DeliveryRow, { at, status }: TryOutcome) {
  if (isSuccess(status)) return { status: "delivered" as const, nextAt: null };
  const again = nextTryAt(delivery.firstTriedAt ?? at, Date.now(), Math.random());
  return again === undefined ? { status: "failed" as const, nextAt: null } : { nextAt: again };
}

function isSuccess(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300;
}

/** It said that it is gone (RFC 9110, section 15.5.11), unless another address was set since. */
function turnOff(ctx: RequestContext, { id, url }: WebhookRow) {
  const { write } = ctx.db;
  const changeId = newId("change");
  return [
    write
      .update(webhooks)
      .set({ enabled: false, disabledReason: "gone", changeId })
      .where(and(eq(webhooks.id, id), eq(webhooks.url, url), eq(webhooks.enabled, true))),
    recordWebhook(ctx, changeId, null, "webhook.gone"),
    write
      .update(webhookDeliveries)
      .set({ status: "failed", nextAt: null })
      .where(
        and(
          eq(webhookDeliveries.webhookId, id),
          eq(webhookDeliveries.status, "pending"),
          sql`EXISTS (SELECT 1 FROM ${webhooks} WHERE change_id = ${changeId})`,
        ),
      ),
  ];
}
