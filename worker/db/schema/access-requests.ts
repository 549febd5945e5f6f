import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { nodes } from "./nodes.ts";
import { shares } from "./shares.ts";
import { users } from "./users.ts";
import { workspaces } from "./workspaces.ts";

/** Who asked to be let in to a share that refused them, and what became of it. */
export const accessRequests = sqliteTable(
  "access_requests",
  {
    id: text().primaryKey(),
    shareId: text()
      .notNull()
      .references(() => shares.id),
    /** The share's node and workspace: neither ever changes. */
    nodeId: text()
      .notNull()
      .references(() => nodes.id),
    workspaceId: text()
      .notNull()
      .references(() => workspaces.id),
    userId: text()
      .notNull()
      .references(() => users.id),
    message: text().notNull().default(""),
    createdAt: integer().notNull(),
    decidedAt: integer(),
    outcome: text({ enum: ["granted", "declined", "withdrawn"] }),
    /** The membership that decided; none where whoever asked has withdrawn. */
    decidedBy: text(),
    changeId: text().notNull(),
  },
  (table) => [
    check("access_requests_decided", sql`(${table.outcome} IS NULL) = (${table.decidedAt} IS NULL)`),
    uniqueIndex("access_requests_open").on(table.shareId, table.userId).where(sql`outcome IS NULL`),
    index("access_requests_waiting").on(table.workspaceId, table.id).where(sql`outcome IS NULL`),
    index("access_requests_by_share").on(table.shareId),
    index("access_requests_by_node").on(table.nodeId, table.id),
    index("access_requests_by_workspace").on(table.workspaceId),
    index("access_requests_by_user").on(table.userId),
    index("access_requests_by_change").on(table.changeId),
  ],
);
