import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { users } from "./users.ts";
import { workspaces } from "./workspaces.ts";

/**
 * One person's relation to one workspace. Seats, Super Admins and the edges of the state machine
 * are kept by the triggers of the first migration.
 */
export const memberships = sqliteTable(
  "memberships",
  {
    id: text().primaryKey(),
    workspaceId: text()
      .notNull()
      .references(() => workspaces.id),
    /** Of a personal workspace: it proves no company domain. */
    personal: integer({ mode: "boolean" }).notNull().default(false),
    /** Null until the invited person accepts. */
    userId: text().references(() => users.id),
    email: text().notNull(),
    emailKey: text().notNull(),
    /** The domain of `emailKey`, kept by the database. */
    emailDomain: text().generatedAlwaysAs(sql`substr(email_key, instr(email_key, '@') + 1)`, { mode: "virtual" }),
    role: text({ enum: ["super_admin", "developer", "creator", "viewer"] }).notNull(),
    status: text({ enum: ["invited", "requested", "active", "suspended", "ended"] }).notNull(),
    endReason: text({
      enum: ["revoked", "declined", "expired", "denied", "withdrawn", "left", "removed"],
    }),
    /** The membership that answers for the invitation. */
    invitedBy: text(),
    /** Part of what the mailed token is derived from: raising it kills the token before. */
    tokenVersion: integer().notNull().default(1),
    invitedAt: integer(),
    requestedAt: integer(),
    /** What whoever asks to join wrote to the admins. */
    message: text(),
    resentAt: integer(),
    expiresAt: integer(),
    activatedAt: integer(),
    suspendedAt: integer(),
    endedAt: integer(),
    /** Sessions begun no later count for nothing in this workspace; the next membership of the person here keeps it. */
    signInAfter: integer(),
    /** Overdue invitations end inside the statement that takes a seat; the sweep then tells of it. */
    expiryTold: integer({ mode: "boolean" }).notNull().default(false),
    updatedAt: integer().notNull(),
    /** The change that wrote this row last; audit and outbox rows are made from it. */
    changeId: text().notNull(),
  },
  (table) => [
    uniqueIndex("memberships_live_email").on(table.workspaceId, table.emailKey).where(sql`status <> 'ended'`),
    uniqueIndex("memberships_live_user")
      .on(table.workspaceId, table.userId)
      .where(sql`status <> 'ended' AND user_id IS NOT NULL`),
    index("memberships_by_workspace").on(table.workspaceId, table.id).where(sql`status <> 'ended'`),
    index("memberships_by_role").on(table.workspaceId, table.role, table.id).where(sql`status <> 'ended'`),
    index("memberships_by_status").on(table.workspaceId, table.status, table.id),
    index("memberships_by_email").on(table.emailKey),
    index("memberships_by_user").on(table.userId, table.workspaceId),
    // Whose own address makes a domain a company domain of which workspace; see worker/workspaces/company-domain.ts.
    index("memberships_mailbox_proof")
      .on(table.emailDomain, table.workspaceId)
      .where(sql`status = 'active' AND role = 'super_admin' AND personal = 0`),
    index("memberships_by_change").on(table.changeId),
    index("memberships_overdue").on(table.workspaceId, table.expiresAt).where(sql`status = 'invited'`),
    index("memberships_by_expiry").on(table.expiresAt).where(sql`status = 'invited'`),
    index("memberships_expired_untold").on(table.id).where(sql`end_reason = 'expired' AND expiry_told = 0`),
    check("memberships_ended", sql`(${table.status} = 'ended') = (${table.endReason} IS NOT NULL)`),
    check("memberships_invited", sql`${table.status} <> 'invited' OR ${table.expiresAt} IS NOT NULL`),
    check("memberships_person", sql`${table.status} NOT IN ('active', 'suspended') OR ${table.userId} IS NOT NULL`),
  ],
);
