import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * Objects in R2 that no row names any more, to be deleted. Triggers write them in the transaction that stops naming them,
 * and refuse a row that would name one: what is dropped stays so.
 */
export const droppedObjects = sqliteTable(
  "dropped_objects",
  {
    r2Key: text().primaryKey(),
    droppedAt: integer().notNull(),
  },
  (table) => [index("dropped_objects_by_time").on(table.droppedAt)],
);

/** One row: the key up to which R2 has been looked through for objects that no row ever named. */
export const objectWalk = sqliteTable(
  "object_walk",
  {
    id: integer().primaryKey(),
    /** Empty at the beginning of a walk. */
    seenKey: text().notNull(),
  },
  (table) => [check("object_walk_one_row", sql`${table.id} = 1`)],
);
