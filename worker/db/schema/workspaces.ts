import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { users } from "./users.ts";

export const workspaces = sqliteTable(
  "workspaces",
  {
    id: text().primaryKey(),
    kind: text({ enum: ["personal", "shared"] }).notNull(),
    /** Whose personal workspace this is: one a person. */
    personalOf: text()
      .unique()
      .references(() => users.id),
    name: text().notNull(),
    joinPolicy: text({ enum: ["invite_only", "request", "domain"] })
      .notNull()
      .default("invite_only"),
    defaultRole: text({ enum: ["super_admin", "developer", "creator", "viewer"] })
      .notNull()
      .default("viewer"),
    publicAllowed: integer({ mode: "boolean" }).notNull().default(true),
    passwordRequired: integer({ mode: "boolean" }).notNull().default(false),
    longestExpiryDays: integer(),
    downloadAllowed: integer({ mode: "boolean" }).notNull().default(true),
    guestsAllowed: text({ enum: ["none", "addresses", "domains"] })
      .notNull()
      .default("domains"),
    /** `#rrggbb`, as chosen; its pages make it readable. */
    colour: text(),
    /** The logo's object in R2. */
    logoKey: text(),
    plan: text({ enum: ["free", "team", "enterprise"] })
      .notNull()
      .default("free"),
    seats: integer().notNull(),
    /** Kept by triggers from `memberships`; never written by hand. */
    occupied: integer().notNull().default(0),
    held: integer().notNull().default(0),
    superAdmins: integer().notNull().default(0),
    requested: integer().notNull().default(0),
    suspended: integer().notNull().default(0),
    ended: integer().notNull().default(0),
    createdAt: integer().notNull(),
    /** Nobody is in it, or comes in, any more; see worker/workspaces/delete-workspace.ts. */
    deletedAt: integer(),
    changeId: text().notNull(),
  },
  (table) => [
    index("workspaces_by_change").on(table.changeId),
    index("workspaces_by_logo").on(table.logoKey).where(sql`logo_key IS NOT NULL`),
    check("workspaces_kind", sql`(${table.kind} = 'personal') = (${table.personalOf} IS NOT NULL)`),
    check("workspaces_seats_bound", sql`${table.occupied} + ${table.held} <= ${table.seats}`),
    check("workspaces_counters", sql`${table.occupied} >= 0 AND ${table.held} >= 0 AND ${table.superAdmins} >= 0`),
  ],
);
