import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { memberships } from "./memberships.ts";
import { users } from "./users.ts";
import { workspaces } from "./workspaces.ts";

/** A workspace's shareable link: one open at a time; rotating ends it and makes another. */
export const inviteLinks = sqliteTable(
  "invite_links",
  {
    /** What the link's token is derived from. */
    id: text().primaryKey(),
    workspaceId: text()
      .notNull()
      .references(() => workspaces.id),
    role: text({ enum: ["developer", "creator", "viewer"] }).notNull(),
    expiresAt: integer(),
    maxUses: integer(),
    /** Kept by a trigger from `invite_link_uses`; never written by hand. */
    uses: integer().notNull().default(0),
    /** The membership that answers for whom the link lets in. */
    createdBy: text()
      .notNull()
      .references(() => memberships.id),
    createdAt: integer().notNull(),
    endedAt: integer(),
    changeId: text().notNull(),
  },
  (table) => [
    uniqueIndex("invite_links_open").on(table.workspaceId).where(sql`ended_at IS NULL`),
    index("invite_links_by_change").on(table.changeId),
    index("invite_links_by_workspace").on(table.workspaceId),
    index("invite_links_by_maker").on(table.createdBy),
    check("invite_links_role", sql`${table.role} <> 'super_admin'`),
    check("invite_links_uses_bound", sql`${table.maxUses} IS NULL OR ${table.uses} <= ${table.maxUses}`),
  ],
);

/** Who came by which link: one use a person. */
export const inviteLinkUses = sqliteTable(
  "invite_link_uses",
  {
    linkId: text()
      .notNull()
      .references(() => inviteLinks.id),
    userId: text()
      .notNull()
      .references(() => users.id),
    usedAt: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.linkId, table.userId] }),
    index("invite_link_uses_by_user").on(table.userId),
  ],
);
