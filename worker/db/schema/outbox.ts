import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** What has happened and must be told: written with the change, delivered afterwards. */
export const outbox = sqliteTable(
  "outbox",
  {
    /** Rises with each event; also makes a mail's Message-ID. */
    id: integer().primaryKey({ autoIncrement: true }),
    workspaceId: text(),
    /** What makes it one and the same as another: never two rows with the same. */
    dedupeKey: text().unique(),
    topic: text().notNull(),
    payload: text({ mode: "json" }).$type<Record<string, unknown>>().notNull(),
    createdAt: integer().notNull(),
    tries: integer().notNull().default(0),
    /** Not before then: now, the end of another's lease, or a wait after a failure. */
    nextAt: integer().notNull(),
    deliveredAt: integer(),
    parkedAt: integer(),
    lastError: text(),
  },
  (table) => [
    index("outbox_due").on(table.nextAt).where(sql`delivered_at IS NULL AND parked_at IS NULL`),
    index("outbox_parked").on(table.workspaceId, table.id).where(sql`parked_at IS NOT NULL`),
    index("outbox_seats_short").on(table.workspaceId, table.createdAt).where(sql`topic = 'seats.short'`),
    index("outbox_delivered").on(table.deliveredAt).where(sql`delivered_at IS NOT NULL`),
  ],
);
