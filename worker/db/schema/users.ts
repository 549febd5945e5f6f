import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const users = sqliteTable(
  "users",
  {
    id: text().primaryKey(),
    email: text().notNull(),
    /** The address as it is compared; see `shared/email-address.ts`. */
    emailKey: text().notNull().unique(),
    /** The domain's A-label. */
    emailDomain: text().generatedAlwaysAs(sql`substr(email_key, instr(email_key, '@') + 1)`, { mode: "virtual" }),
    name: text().notNull().default(""),
    /** The name as it is searched; see `shared/fold-text.ts`. */
    nameFolded: text().notNull().default(""),
    locale: text().notNull().default("en"),
    /** Whether colleagues may find this person; null until asked. */
    suggestible: integer({ mode: "boolean" }),
    createdAt: integer().notNull(),
  },
  (table) => [index("users_by_domain").on(table.emailDomain, table.id)],
);
