import { and, asc, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import type { RequestContext } from "../context.ts";
import { outbox } from "../db/schema/outbox.ts";
import { deliverEvent } from "./deliver-event.ts";

const BATCH = 50;
const LEASE_MS = 60_000;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 30 * 60_000;
/** With the waits above, about a day of trying. */
const TRIES_BEFORE_PARKING = 55;
const ERROR_MAX = 500;

export type OutboxRow = typeof outbox.$inferSelect;

/**
 * Delivers what is due until nothing is. A row is leased to one deliverer at a time; one that dies leaves
 * its rows to the next after the lease, and the receiver recognises a repeat by its Message-ID.
 */
export async function deliverOutbox(ctx: RequestContext): Promise<void> {
  for (let leased = await lease(ctx); leased.length > 0; leased = await lease(ctx)) {
    for (const row of leased) await deliverRow(ctx, row);
  }
}

async function lease(ctx: RequestContext): Promise<OutboxRow[]> {
  const now = Date.now();
  const due = ctx.db.write
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(isNull(outbox.deliveredAt), isNull(outbox.parkedAt), lte(outbox.nextAt, now)))
    .orderBy(asc(outbox.id))
    .limit(BATCH);
  const rows = await ctx.db.write
    .update(outbox)
    .set({ nextAt: now + LEASE_MS, tries: sql`${outbox.tries} + 1` })
    .where(inArray(outbox.id, due))
    .returning();
  return rows.sort((a, b) => a.id - b.id);
}

async function deliverRow(ctx: RequestContext, row: OutboxRow): Promise<void> {
  try {
    await deliverEvent(ctx, row);
    await ctx.db.write
      .update(outbox)
      // What was told needs no secret any more.
      .set({ deliveredAt: Date.now(), lastError: null, payload: sql`json_remove(${outbox.payload}, '$.sealedCode')` })
      .where(eq(outbox.id, row.id));
  } catch (error) {
    await putBack(ctx, row, error);
  }
}

async function putBack(ctx: RequestContext, row: OutboxRow, error: unknown): Promise<void> {
  const reason = (error instanceof Error ? error.message : String(error)).slice(0, ERROR_MAX);
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(row.tries - 1, 16));
  const parked = row.tries >= TRIES_BEFORE_PARKING;
  console.log(
    JSON.stringify({ event: parked ? "outbox.parked" : "outbox.put_back", id: row.id, topic: row.topic, reason }),
  );
  await ctx.db.write
    .update(outbox)
    .set({ nextAt: Date.now() + wait, lastError: reason, ...(parked ? { parkedAt: Date.now() } : {}) })
    .where(eq(outbox.id, row.id));
}
