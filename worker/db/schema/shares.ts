import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { nodes } from "./nodes.ts";
import { workspaces } from "./workspaces.ts";

export const shares = sqliteTable(
  "shares",
  {
    id: text().primaryKey(),
    workspaceId: text()
      .notNull()
      .references(() => workspaces.id),
    nodeId: text()
      .notNull()
      .references(() => nodes.id),
    /** 128 random bits, base64url. */
    slug: text().notNull().unique(),
    visibility: text({ enum: ["restricted", "workspace", "password", "public"] }).notNull(),
    /** The video's Share Page, as against further links beside it. */
    isSharePage: integer({ mode: "boolean" }).notNull(),
    /** scrypt, with its parameters and salt beside it; see `worker/passwords/`. Only of `password` shares. */
    passwordHash: text(),
    /** Part of what an unlock is a MAC over: raising it locks out everyone who came in with the old one. */
    passwordVersion: integer().notNull().default(0),
    publishedAt: integer(),
    createdBy: text().notNull(),
    createdAt: integer().notNull(),
    endedAt: integer(),
    changeId: text().notNull(),
  },
  (table) => [
    check("shares_password", sql`${table.visibility} <> 'password' OR ${table.passwordHash} IS NOT NULL`),
    uniqueIndex("shares_page_of_node").on(table.nodeId).where(sql`is_share_page = 1`),
    index("shares_by_workspace").on(table.workspaceId, table.id),
    index("shares_by_node").on(table.nodeId, table.id),
    index("shares_by_change").on(table.changeId),
  ],
);
