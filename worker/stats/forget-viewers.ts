import { sql } from "drizzle-orm";
import { VIEWERS_KEPT } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import { dayViewers } from "../db/schema/views.ts";
import { utcDay } from "./utc-day.ts";

/** How much one transaction takes, and how many of them a sweep makes: other writers wait for none of them for long. */
const ROWS_AT_ONCE = 2_000;
const ROUNDS = 20;

/** Forgets who was counted on days that are over; how many they were stays. */
export async function forgetViewers({ db, now }: RequestContext): Promise<void> {
  const oldest = utcDay(now - VIEWERS_KEPT);
  for (let round = 0; round < ROUNDS; round += 1) {
    const { rowsAffected } = await db.write.run(sql`DELETE FROM ${dayViewers} WHERE rowid IN
      (SELECT one.rowid FROM ${dayViewers} AS one WHERE one.day < ${oldest} LIMIT ${ROWS_AT_ONCE})`);
    if (rowsAffected < ROWS_AT_ONCE) return;
  }
}
