import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Who did what to whom; append-only by trigger. */
export const auditEntries = sqliteTable(
  "audit_entries",
  {
    id: text().primaryKey(),
    workspaceId: text().notNull(),
    at: integer().notNull(),
    /** Null where the service itself acted. */
    actorUserId: text(),
    action: text().notNull(),
    target: text().notNull(),
    data: text({ mode: "json" }).$type<Record<string, unknown>>().notNull(),
    changeId: text().notNull(),
  },
  (table) => [
    index("audit_entries_by_workspace").on(table.workspaceId, table.at, table.id),
    index("audit_entries_by_actor").on(table.workspaceId, table.actorUserId, table.at, table.id),
    index("audit_entries_by_action").on(table.workspaceId, table.action, table.at, table.id),
  ],
);
