import { sql } from "drizzle-orm";
import { VIEWERS_KEPT } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import { shareVisits } from "../db/schema/shares.ts";
import { dayViewers } from "../db/schema/views.ts";
import { utcDay } from "./utc-day.ts";

/** How much one transaction takes, and how many of them a sweep makes: other writers wait for none of them for long. */
const ROWS_AT_ONCE = 2_000;
const ROUNDS = 20;

/** Forgets who was counted on days that are over; how many they were stays. */
export const forgetViewers = (ctx: RequestContext): Promise<void> => forgetIn(ctx, dayViewers);

/** The same of who took one of a share's views. */
export const forgetVisits = (ctx: RequestContext): Promise<void> => forgetIn(ctx, shareVisits);

async function forgetIn({ db, now }: RequestContext, counted: typeof dayViewers | typeof shareVisits): Promise<void> {
  const oldest = utcDay(now - VIEWERS_KEPT);
  for (let round = 0; round < ROUNDS; round += 1) {
    const { rowsAffected } = await db.write.run(sql`DELETE FROM ${counted} WHERE rowid IN
      (SELECT one.rowid FROM ${counted} AS one WHERE one.day < ${oldest} LIMIT ${ROWS_AT_ONCE})`);
    if (rowsAffected < ROWS_AT_ONCE) return;
  }
}
