import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * What members are searched by: the words of their names and addresses, kept by triggers. A search reads a range of
 * it, so that it costs the same among a hundred members and a hundred thousand.
 */
export const memberWords = sqliteTable(
  "member_words",
  {
    workspaceId: text().notNull(),
    word: text().notNull(),
    membershipId: text().notNull(),
    /** Of the name, which a person may change; else of the address, which stays. */
    ofName: integer({ mode: "boolean" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.word, table.membershipId, table.ofName] }),
    index("member_words_by_member").on(table.membershipId, table.word),
  ],
);
