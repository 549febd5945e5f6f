import { type SQL, sql } from "drizzle-orm";

/** Before every moment: what is said of the whole. */
const OF_ALL = "-";
const DIGITS = 11;
const MILLISECOND = 1_000;

/**
 * Where a thread stands among those of its node: what is said of the whole first, then by moment, then as they were
 * said. One column that sorts as text, so that a page is one stretch of one index.
 */
export function placeOfThread(atSeconds: number | null, threadId: string): string {
  const moment = atSeconds === null ? OF_ALL : String(Math.round(atSeconds * MILLISECOND)).padStart(DIGITS, "0");
  return `${moment}.${threadId}`;
}

/** A reply stands right behind its thread's first comment, among its others as they were said. */
export function placeOfReply(placeOfThread: SQL, id: string): SQL {
  return sql`${placeOfThread} || '.' || ${id}`;
}
