import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../../worker/db/client.ts";
import { prepared } from "../../../worker/db/prepared.ts";
import { users } from "../../../worker/db/schema/users.ts";
import { someone } from "../../support/crowd.ts";
import { sql as query } from "../../support/database.ts";
import { server } from "../../support/server.ts";

const db = openDatabase({ LIBSQL_URL: server.libsqlUrl });
let first: { userId: string; email: string };
let second: { userId: string; email: string };

beforeAll(async () => {
  [first, second] = [await someone(), await someone()];
  await query("UPDATE users SET suggestible = 0 WHERE id IN (?, ?)", [first.userId, second.userId]);
});

let built = 0;
const byId = prepared(["id", "no"], (handle, { id, no }, { byAddress }: { byAddress: boolean }) => {
  built += 1;
  return handle
    .select({ email: users.email, suggestible: users.suggestible, asked: sql<string>`${id}` })
    .from(users)
    .where(byAddress ? eq(users.emailKey, id) : sql`${eq(users.id, id)} AND ${eq(users.suggestible, no)}`);
});

describe("a prepared query", () => {
  test("takes other values each time, once built", async () => {
    const shape = { byAddress: false };
    const queries = [first, second, first].map(({ userId }) => byId({ id: userId, no: false }, shape));
    const rows = await db.read.batch(queries as [(typeof queries)[0], ...typeof queries]);
    const row = ({ userId, email }: typeof first) => [{ email, suggestible: false, asked: userId }];
    expect(rows).toEqual([row(first), row(second), row(first)]);
    expect(built).toBe(1);
  });

  test("is another where its shape is, alone in its batch too", async () => {
    const [rows] = await db.read.batch([byId({ id: second.email, no: false }, { byAddress: true })]);
    expect(rows).toEqual([{ email: second.email, suggestible: false, asked: second.email }]);
    const [none] = await db.read.batch([byId({ id: second.email, no: false }, { byAddress: false })]);
    expect(none).toEqual([]);
  });

  test("stands beside one that is built for this request", async () => {
    const plain = db.read.select({ email: users.email }).from(users).where(eq(users.id, first.userId));
    const [a, b] = await db.read.batch([byId({ id: second.userId, no: false }, { byAddress: false }), plain]);
    expect([a[0]?.email, b[0]?.email]).toEqual([second.email, first.email]);
  });

  test("says which value it lacks", async () => {
    const lacking = { id: first.userId } as unknown as { id: string; no: boolean };
    await expect(db.read.batch([byId(lacking, { byAddress: false })])).rejects.toThrow('placeholder "no"');
  });
});
