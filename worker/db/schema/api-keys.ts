import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Scope } from "../../../shared/policy/scopes.ts";
import { memberships } from "./memberships.ts";
import { workspaces } from "./workspaces.ts";

/** What a program of a member's acts with, in their name and in this workspace alone. */
export const apiKeys = sqliteTable(
  "api_keys",
  {
    id: text().primaryKey(),
    workspaceId: text()
      .notNull()
      .references(() => workspaces.id),
    /** Whose it is: it may never do more than they may. */
    membershipId: text()
      .notNull()
      .references(() => memberships.id),
    name: text().notNull(),
    scopes: text({ mode: "json" }).$type<Scope[]>().notNull(),
    /** How it begins, to tell it from others. */
    prefix: text().notNull(),
    /** SHA-256 of the key, base64url. */
    hash: text().notNull(),
    createdAt: integer().notNull(),
    lastUsedAt: integer(),
    expiresAt: integer(),
    endedAt: integer(),
    changeId: text().notNull(),
  },
  (table) => [
    uniqueIndex("api_keys_by_hash").on(table.hash),
    index("api_keys_by_workspace").on(table.workspaceId, table.id),
    index("api_keys_by_membership").on(table.membershipId),
    index("api_keys_by_change").on(table.changeId),
  ],
);
