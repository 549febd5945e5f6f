import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { memberships } from "./memberships.ts";
import { nodes } from "./nodes.ts";
import { workspaces } from "./workspaces.ts";

/** What a member decided of one upload of something: once each, and changed in place. */
export const reviews = sqliteTable(
  "reviews",
  {
    id: text().primaryKey(),
    workspaceId: text()
      .notNull()
      .references(() => workspaces.id),
    nodeId: text()
      .notNull()
      .references(() => nodes.id),
    /** Of the media: a decision on an upload that another has taken the place of counts for nothing. */
    version: integer().notNull(),
    membershipId: text()
      .notNull()
      .references(() => memberships.id),
    decision: text({ enum: ["approved", "changes_requested"] }).notNull(),
    note: text().notNull(),
    decidedAt: integer().notNull(),
    changeId: text().notNull(),
  },
  (table) => [
    uniqueIndex("reviews_once").on(table.nodeId, table.version, table.membershipId),
    index("reviews_by_workspace").on(table.workspaceId),
    index("reviews_by_membership").on(table.membershipId),
    index("reviews_by_change").on(table.changeId),
  ],
);

/** Who must approve something. */
export const reviewers = sqliteTable(
  "reviewers",
  {
    nodeId: text()
      .notNull()
      .references(() => nodes.id),
    membershipId: text()
      .notNull()
      .references(() => memberships.id),
  },
  (table) => [
    primaryKey({ columns: [table.nodeId, table.membershipId] }),
    index("reviewers_by_membership").on(table.membershipId),
  ],
);
