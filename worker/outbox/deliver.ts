import { and, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import type { RequestContext } from "../context.ts";
import { outbox } from "../db/schema/outbox.ts";
import { type MailRoute, openMailRoute } from "../mail/send-mail.ts";
import { wakeSendersOf } from "../webhooks/wake-sender.ts";
import { deliverEvent } from "./deliver-event.ts";
import type { OutboxRow, Topic } from "./topics.ts";

/** Small, so that what is urgent waits for no more than this. */
const LEASED_AT_ONCE = 8;
/** A Worker may hold six connections open at a time. */
const SENT_AT_ONCE = 4;
/** Longer than a sender can need for its share of the leased. */
const LEASE_MS = 90_000;
const SEND_WITHIN_MS = 30_000;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 30 * 60_000;
/** With the waits above, about a day of trying. */
const TRIES_BEFORE_PARKING = 55;
const ERROR_MAX = 500;
/** Someone sits and waits for this one; five hundred invitations can wait for it. */
const URGENT: Topic = "sign_in.code_requested";

type Outcome = { row: OutboxRow; error?: unknown };

/**
 * Delivers what is due until nothing is: the urgent first, then each workspace in turn, so that one that invites
 * five hundred does not keep the others waiting. A row is leased to one deliverer at a time; one
 * that dies leaves its rows to the next after the lease, and the receiver recognises a repeat by its Message-ID.
 */
export async function deliverOutbox(ctx: RequestContext): Promise<void> {
  const routes = Array.from({ length: SENT_AT_ONCE }, () => openMailRoute(ctx));
  try {
    for (let leased = await lease(ctx); leased.length > 0; leased = await lease(ctx)) {
      // Of events that endpoints listen for, the database has made messages; no mail keeps them waiting.
      const [outcomes] = await Promise.all([deliverAll(ctx, routes, leased), wakeSendersOf(ctx, leased)]);
      await settle(ctx, outcomes);
    }
  } finally {
    await Promise.all(routes.map((route) => route.close()));
  }
}

/**
 * Takes the next few. Putting what waits in order is done without the write lock, or a long queue would slow down
 * everyone who writes; where another deliverer was faster, what is left is taken, and looked for anew where nothing is.
 */
async function lease(ctx: RequestContext): Promise<OutboxRow[]> {
  for (;;) {
    const ids = await nextInLine(ctx);
    if (ids.length === 0) return [];
    const now = Date.now();
    const leased = await ctx.db.write
      .update(outbox)
      .set({ nextAt: now + LEASE_MS, tries: sql`${outbox.tries} + 1` })
      .where(and(inArray(outbox.id, ids), isDue(now)))
      .returning();
    if (leased.length > 0) return leased;
  }
}

async function nextInLine(ctx: RequestContext): Promise<number[]> {
  const rows = await ctx.db.read.all<{ id: number }>(sql`SELECT id FROM (
      SELECT id, topic, row_number() OVER (PARTITION BY workspace_id ORDER BY id) AS turn FROM ${outbox}
      WHERE ${isDue(Date.now())}
    ) ORDER BY topic = ${URGENT} DESC, turn, id LIMIT ${LEASED_AT_ONCE}`);
  return rows.map(({ id }) => id);
}

function isDue(now: number) {
  return and(isNull(outbox.deliveredAt), isNull(outbox.parkedAt), lte(outbox.nextAt, now));
}

/** A few at a time, each taking the next when it is done. */
async function deliverAll(ctx: RequestContext, routes: MailRoute[], rows: OutboxRow[]): Promise<Outcome[]> {
  const waiting = [...rows].sort((a, b) => a.id - b.id);
  const outcomes: Outcome[] = [];
  const sender = async (route: MailRoute) => {
    for (let row = waiting.shift(); row; row = waiting.shift()) outcomes.push(await tryRow(ctx, route, row));
  };
  await Promise.all(routes.map(sender));
  return outcomes;
}

async function tryRow(ctx: RequestContext, route: MailRoute, row: OutboxRow): Promise<Outcome> {
  try {
    await Promise.race([deliverEvent(ctx, route, row), failAfter(SEND_WITHIN_MS)]);
    return { row };
  } catch (error) {
    return { row, error };
  }
}

function failAfter(ms: number): Promise<never> {
  return new Promise((_, reject) => setTimeout(() => reject(new Error(`not delivered within ${ms} ms`)), ms));
}

/** Writes down how it went, all in one round trip. */
async function settle(ctx: RequestContext, outcomes: Outcome[]): Promise<void> {
  const { write } = ctx.db;
  const delivered = outcomes.filter(({ error }) => error === undefined).map(({ row }) => row.id);
  const failed = outcomes.filter(({ error }) => error !== undefined);
  await write.batch([
    write
      .update(outbox)
      // What was told needs no secret any more.
      .set({ deliveredAt: Date.now(), lastError: null, payload: sql`json_remove(${outbox.payload}, '$.sealedCode')` })
      .where(inArray(outbox.id, delivered)),
    ...failed.map((outcome) => putBack(ctx, outcome)),
  ]);
}

function putBack(ctx: RequestContext, { row, error }: Outcome) {
  // A mail server's refusal quotes the address; the log and the row do without.
  const said = error instanceof Error ? error.message : String(error);
  const reason = said.replace(/[^\s<>]+@[^\s<>]+/g, "…").slice(0, ERROR_MAX);
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(row.tries - 1, 16));
  const parked = row.tries >= TRIES_BEFORE_PARKING;
  console.log(
    JSON.stringify({ event: parked ? "outbox.parked" : "outbox.put_back", id: row.id, topic: row.topic, reason }),
  );
  return ctx.db.write
    .update(outbox)
    .set({ nextAt: Date.now() + wait, lastError: reason, ...(parked ? { parkedAt: Date.now() } : {}) })
    .where(eq(outbox.id, row.id));
}
