import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { nodes } from "./nodes.ts";
import { workspaces } from "./workspaces.ts";

/** `since` when they were named: whoever was removed from the workspace after that is shut out. */
export type ShareGuest = { guest: string; since: number };

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
    label: text(),
    /** Who is let in to a `restricted` share besides members: an address as it is compared, or a company domain. */
    guests: text({ mode: "json" }).$type<ShareGuest[]>().notNull().default([]),
    expiresAt: integer(),
    maxViews: integer(),
    /** Kept by a trigger from `share_visits`; never written by hand. */
    views: integer().notNull().default(0),
    allowDownload: integer({ mode: "boolean" }).notNull().default(false),
    allowComments: integer({ mode: "boolean" }).notNull().default(true),
    allowEmbed: integer({ mode: "boolean" }).notNull().default(true),
    allowIndexing: integer({ mode: "boolean" }).notNull().default(false),
    /** The upload it shows, which a trigger holds to be there; null for the one that is played, whichever that is. */
    pinnedVersion: integer(),
    publishedAt: integer(),
    /** The membership that made it. */
    createdBy: text().notNull(),
    createdAt: integer().notNull(),
    /** When somebody was last let in, to the minute. */
    lastOpenedAt: integer(),
    endedAt: integer(),
    changeId: text().notNull(),
  },
  (table) => [
    check("shares_password", sql`${table.visibility} <> 'password' OR ${table.passwordHash} IS NOT NULL`),
    uniqueIndex("shares_page_of_node").on(table.nodeId).where(sql`is_share_page = 1`),
    index("shares_by_workspace").on(table.workspaceId, table.id),
    index("shares_by_node").on(table.nodeId, table.id),
    index("shares_pinned")
      .on(table.nodeId, table.pinnedVersion)
      .where(sql`pinned_version IS NOT NULL AND ended_at IS NULL`),
    index("shares_by_change").on(table.changeId),
  ],
);

/**
 * Who was let in to a share with `maxViews` on which day: one view each. `visitor` is a user's id, or a keyed digest of
 * network and agent; `day` counts from the epoch, UTC. Kept until it is over; what was counted stays.
 */
export const shareVisits = sqliteTable(
  "share_visits",
  {
    shareId: text()
      .notNull()
      .references(() => shares.id),
    day: integer().notNull(),
    visitor: text().notNull(),
    at: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.shareId, table.day, table.visitor] }),
    index("share_visits_by_day").on(table.day),
  ],
);
