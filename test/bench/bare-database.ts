import { type Client, createClient, type InStatement } from "@libsql/client/web";
import { retryBusy } from "../../worker/db/retry-busy.ts";
import type { Baseline } from "./measure.ts";

/**
 * The same libSQL server asked for the same amount of work with nothing around it: one transaction of as
 * many plain statements, on a table without indexes, triggers or checks.
 */
export async function openBareDatabase(url: string): Promise<{
  write(statements: number): Baseline;
  read(rows: number): Baseline;
  client: Client;
}> {
  const client = createClient({ url });
  await client.batch(
    [
      "CREATE TABLE IF NOT EXISTS bench_rows (id INTEGER PRIMARY KEY, body TEXT NOT NULL)",
      "DELETE FROM bench_rows",
      `INSERT INTO bench_rows (body) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
       SELECT printf('%.300c', 'x') FROM n`,
    ],
    "write",
  );
  const insert: InStatement = { sql: "INSERT INTO bench_rows (body) VALUES (?)", args: ["x".repeat(200)] };
  return {
    client,
    write: (statements) => ({
      name: `bare transaction of ${statements}`,
      once: async () => {
        const inserts = Array.from({ length: statements }, () => insert);
        await retryBusy(() => client.batch(inserts, "write"));
      },
    }),
    read: (rows) => ({
      name: `bare read of ${rows} rows`,
      once: async () => {
        await client.execute({ sql: "SELECT id, body FROM bench_rows LIMIT ?", args: [rows] });
      },
    }),
  };
}
