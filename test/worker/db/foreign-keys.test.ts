import { expect, it } from "vitest";
import { sql } from "../../support/database.ts";

/**
 * A row that is inserted in a statement of several, or under a trigger, makes the database look for rows that refer to
 * it: where no index leads with the referring column, it looks at every one of them.
 */
it("every foreign key is led by an index that holds all rows", async () => {
  const without = await sql(
    `SELECT t.name AS "table", key."from" AS "column" FROM sqlite_schema AS t, pragma_foreign_key_list(t.name) AS key
     WHERE t.type = 'table' AND NOT EXISTS (
       SELECT 1 FROM pragma_index_list(t.name) AS i, pragma_index_info(i.name) AS part
       WHERE i.partial = 0 AND part.seqno = 0 AND part.name = key."from")`,
  );
  expect(without.map(({ table, column }) => `${table}.${column}`)).toEqual([]);
  const [all] = await sql(
    "SELECT count(*) AS n FROM sqlite_schema AS t, pragma_foreign_key_list(t.name) WHERE t.type = 'table'",
  );
  expect(Number(all?.n)).toBeGreaterThan(20);
});
