import {
  type AnySQLiteColumn,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { apiKeys } from "./api-keys.ts";
import { users } from "./users.ts";

export const sessions = sqliteTable(
  "sessions",
  {
    id: text().primaryKey(),
    userId: text()
      .notNull()
      .references(() => users.id),
    /** The key whose calls this session stands for; null for a person's own. */
    apiKeyId: text().references((): AnySQLiteColumn => apiKeys.id),
    /** Counts rotations; the newest refresh token is derived from id and generation. */
    generation: integer().notNull().default(0),
    userAgent: text().notNull().default(""),
    createdAt: integer().notNull(),
    lastUsedAt: integer().notNull(),
    expiresAt: integer().notNull(),
    endedAt: integer(),
  },
  (table) => [index("sessions_by_user").on(table.userId), uniqueIndex("sessions_of_api_key").on(table.apiKeyId)],
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
