import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const signInCodes = sqliteTable(
  "sign_in_codes",
  {
    id: text().primaryKey(),
    emailKey: text().notNull(),
    /** Digest of the network that asked for it; a newer code from there voids this one. */
    network: text().notNull(),
    codeHash: text().notNull(),
    createdAt: integer().notNull(),
    expiresAt: integer().notNull(),
    voidedAt: integer(),
    /** The change that spent it: a code works once. */
    usedBy: text(),
  },
  (table) => [
    index("sign_in_codes_by_email").on(table.emailKey, table.expiresAt),
    index("sign_in_codes_by_expiry").on(table.expiresAt),
  ],
);

/** Tries at a code from one network: guessing elsewhere does not spend the owner's. */
export const signInTries = sqliteTable(
  "sign_in_tries",
  {
    codeId: text()
      .notNull()
      .references(() => signInCodes.id, { onDelete: "cascade" }),
    network: text().notNull(),
    tries: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.codeId, table.network] })],
);
