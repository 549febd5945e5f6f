import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Calls that named an `Idempotency-Key`, with the answer that the first of them got. */
export const idempotencyKeys = sqliteTable(
  "idempotency_keys",
  {
    /** A user's id; for an API key that of its session. */
    caller: text().notNull(),
    /** SHA-256 of the call and the key that was named: neither stands here in clear. */
    name: text().notNull(),
    /** Of the body that came first. */
    fingerprint: text().notNull(),
    /** Which call does, or did, the work. */
    claim: text().notNull(),
    claimedAt: integer().notNull(),
    /** The workspace in which the caller acted; null where in none. */
    workspaceId: text(),
    /** Encrypted; null while the work goes on. */
    answer: text(),
  },
  (table) => [
    primaryKey({ columns: [table.caller, table.name] }),
    index("idempotency_keys_by_age").on(table.claimedAt),
  ],
);
