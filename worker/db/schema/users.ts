import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const users = sqliteTable(
  "users",
  {
    id: text().primaryKey(),
    email: text().notNull(),
    /** The address as it is compared; see `shared/email-address.ts`. */
    emailKey: text().notNull().unique(),
    /** The domain of the address, A-label; null where it gives addresses to anyone. Written anew at each sign-in. */
    companyDomain: text(),
    name: text().notNull().default(""),
    /** The name as it is searched; see `shared/fold-text.ts`. */
    nameFolded: text().notNull().default(""),
    locale: text().notNull().default("en"),
    /** Whether colleagues may find this person; null until asked. */
    suggestible: integer({ mode: "boolean" }),
    createdAt: integer().notNull(),
  },
  (table) => [index("users_by_domain").on(table.companyDomain, table.id)],
);
