import { type SQL, sql } from "drizzle-orm";
import { SHARE_GUESTS_MAX } from "../../shared/limits.ts";

/** Whom to name as guests and whom no longer; whoever another names or leaves out at the same time stays so. */
export type GuestChange = { named: readonly string[]; removed: readonly string[] };

/** The guests of a share as a change leaves them, in SQL. Who is one already stays one since they were named. */
export function guestsAfter({ named, removed }: GuestChange, now: number): SQL {
  return sql`(SELECT json_group_array(json(entry)) FROM (
    SELECT known.value AS entry FROM json_each(shares.guests) AS known
      WHERE known.value ->> 'guest' NOT IN (SELECT gone.value FROM json_each(${JSON.stringify(removed)}) AS gone)
    UNION ALL
    SELECT json_object('guest', added.value, 'since', ${now}) FROM json_each(${JSON.stringify(named)}) AS added
      WHERE added.value NOT IN (SELECT known.value ->> 'guest' FROM json_each(shares.guests) AS known)))`;
}

/** Whether a share has room for them. */
export function hasRoomFor(change: GuestChange): SQL {
  return sql`json_array_length(${guestsAfter(change, 0)}) <= ${SHARE_GUESTS_MAX}`;
}
