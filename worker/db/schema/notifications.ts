import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { accessRequests } from "./access-requests.ts";
import { comments } from "./comments.ts";
import { memberships } from "./memberships.ts";
import { nodes } from "./nodes.ts";
import { reviews } from "./reviews.ts";
import { users } from "./users.ts";
import { workspaces } from "./workspaces.ts";

/** What a person is told of. What it is about is read from its own row, so that it never tells an old state. */
export const notifications = sqliteTable(
  "notifications",
  {
    /** Rises with each: what a stream goes on from (`Last-Event-ID`). */
    sequence: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    userId: text()
      .notNull()
      .references(() => users.id),
    type: text().notNull(),
    workspaceId: text().references(() => workspaces.id),
    membershipId: text().references(() => memberships.id),
    accessRequestId: text().references(() => accessRequests.id),
    /** What was said stays told; of what was deleted nothing is left to be read. */
    commentId: text().references(() => comments.id, { onDelete: "set null" }),
    /** What is reviewed, and what was decided where it is told of a decision. */
    nodeId: text().references(() => nodes.id, { onDelete: "set null" }),
    reviewId: text().references(() => reviews.id, { onDelete: "set null" }),
    /** The event told of: each is told a person once, however often it is delivered. */
    outboxId: integer().notNull(),
    createdAt: integer().notNull(),
    readAt: integer(),
  },
  (table) => [
    uniqueIndex("notifications_once").on(table.outboxId, table.userId),
    index("notifications_by_user").on(table.userId, table.sequence),
    index("notifications_by_workspace").on(table.workspaceId),
    index("notifications_by_membership").on(table.membershipId),
    index("notifications_by_access_request").on(table.accessRequestId),
    index("notifications_by_comment").on(table.commentId),
    index("notifications_by_node").on(table.nodeId),
    index("notifications_by_review").on(table.reviewId),
    index("notifications_unread").on(table.userId).where(sql`read_at IS NULL`),
  ],
);

/** Mails a person does not want. */
export const mailOptOuts = sqliteTable(
  "mail_opt_outs",
  {
    userId: text()
      .notNull()
      .references(() => users.id),
    kind: text().notNull(),
    since: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.kind] })],
);
