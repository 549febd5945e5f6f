import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { users } from "./users.ts";
import { workspaces } from "./workspaces.ts";

/** Colleagues a workspace does not want suggested again. */
export const suggestionDismissals = sqliteTable(
  "suggestion_dismissals",
  {
    workspaceId: text()
      .notNull()
      .references(() => workspaces.id),
    userId: text()
      .notNull()
      .references(() => users.id),
    dismissedAt: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.userId] }),
    index("suggestion_dismissals_by_user").on(table.userId),
  ],
);
