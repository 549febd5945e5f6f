import { sql } from "drizzle-orm";
import { check, integer, sqliteTable } from "drizzle-orm/sqlite-core";

/** One row that counts on while replicas are read from; a replica shows by it how far it has come. */
export const replicaHeartbeat = sqliteTable(
  "replica_heartbeat",
  {
    id: integer().primaryKey(),
    beat: integer().notNull(),
    /** Milliseconds since the epoch by the primary's clock; says when the next beat is due and proves nothing. */
    at: integer().notNull(),
  },
  (table) => [check("replica_heartbeat_one_row", sql`${table.id} = 1`)],
);
