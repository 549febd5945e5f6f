import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { workspaces } from "./workspaces.ts";

/** A domain a workspace claims. Only one proven by DNS is its own: an unproven claim blocks nobody. */
export const domains = sqliteTable(
  "domains",
  {
    id: text().primaryKey(),
    workspaceId: text()
      .notNull()
      .references(() => workspaces.id),
    /** Its A-label, lower case. */
    domain: text().notNull(),
    createdAt: integer().notNull(),
    /** When the TXT record was first found, of the proof that holds now. */
    provenAt: integer(),
    /** When DNS was asked last, and when it is asked next. */
    checkedAt: integer(),
    nextCheckAt: integer(),
    /** Since when a proven domain's record has been missing. */
    missingSince: integer(),
    changeId: text().notNull(),
  },
  (table) => [
    uniqueIndex("domains_of_workspace").on(table.workspaceId, table.domain),
    uniqueIndex("domains_proven").on(table.domain).where(sql`proven_at IS NOT NULL`),
    index("domains_due").on(table.nextCheckAt).where(sql`next_check_at IS NOT NULL`),
    index("domains_by_change").on(table.changeId),
  ],
);
