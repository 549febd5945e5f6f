import { sql } from "drizzle-orm";
import { type AnySQLiteColumn, check, index, integer, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { nodes } from "./nodes.ts";
import { users } from "./users.ts";
import { workspaces } from "./workspaces.ts";

/** What people said of something. Of one that was deleted and had answers, nothing is left but its place. */
export const comments = sqliteTable(
  "comments",
  {
    id: text().primaryKey(),
    /** The node's: neither ever changes. */
    workspaceId: text()
      .notNull()
      .references(() => workspaces.id),
    nodeId: text()
      .notNull()
      .references(() => nodes.id),
    /** Of the media it was made on; 0 where there was none. */
    version: integer().notNull(),
    /** The first comment of the thread. */
    parentId: text().references((): AnySQLiteColumn => comments.id),
    /** Its order key among those of its node; see `worker/comments/place.ts`. */
    place: text().notNull(),
    /** Null of visitors, who are nobody we know. */
    authorUserId: text().references(() => users.id),
    /** The membership in whose name it was said, of members. */
    authorMembershipId: text(),
    /** As a visitor called themselves, or a guest who had said no name. */
    authorName: text(),
    /** Of a visitor: the digest of what their cookie proves them by. */
    authorProof: text(),
    body: text().notNull(),
    /** The body, where it is a reaction; see `shared/reactions.ts`. */
    reaction: text(),
    /** Seconds. */
    atSeconds: real(),
    /** Memberships it speaks to. */
    mentions: text({ mode: "json" }).$type<string[]>().notNull().default([]),
    resolvedAt: integer(),
    createdAt: integer().notNull(),
    editedAt: integer(),
    deletedAt: integer(),
    changeId: text().notNull(),
  },
  (table) => [
    check(
      "comments_emptied",
      sql`${table.deletedAt} IS NULL OR (${table.body} = '' AND ${table.authorUserId} IS NULL)`,
    ),
    check("comments_resolve_threads", sql`${table.resolvedAt} IS NULL OR ${table.parentId} IS NULL`),
    index("comments_in_order").on(table.nodeId, table.place),
    index("comments_reactions").on(table.nodeId, table.reaction).where(sql`reaction IS NOT NULL`),
    index("comments_of_thread").on(table.parentId),
    index("comments_by_workspace").on(table.workspaceId),
    index("comments_by_author").on(table.authorUserId),
    index("comments_by_change").on(table.changeId),
  ],
);
