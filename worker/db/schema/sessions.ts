import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { users } from "./users.ts";

export const sessions = sqliteTable(
  "sessions",
  {
    id: text().primaryKey(),
    userId: text()
      .notNull()
      .references(() => users.id),
    /** Counts rotations; the newest refresh token is derived from id and generation. */
    generation: integer().notNull().default(0),
    userAgent: text().notNull().default(""),
    createdAt: integer().notNull(),
    lastUsedAt: integer().notNull(),
    expiresAt: integer().notNull(),
    endedAt: integer(),
  },
  (table) => [index("sessions_by_user").on(table.userId)],
);

/** When a generation was exchanged for its successor, kept as long as a second tab may repeat it. */
export const sessionRotations = sqliteTable(
  "session_rotations",
  {
    sessionId: text()
      .notNull()
      .references(() => sessions.id),
    generation: integer().notNull(),
    rotatedAt: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.sessionId, table.generation] })],
);
