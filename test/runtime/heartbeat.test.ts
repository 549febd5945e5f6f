import { createClient } from "@libsql/client/web";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrateDatabase } from "../../scripts/server/migrate.ts";
import { openDatabase } from "../../worker/db/client.ts";
import { askForBeat } from "../../worker/db/replicas/beat.ts";
import { type ReplicatedDatabase, startReplicatedDatabase } from "../support/replicated-database.ts";

let database: ReplicatedDatabase;

beforeAll(async () => {
  database = await startReplicatedDatabase(0);
  await migrateDatabase(database.primary.url);
});

afterAll(() => database?.stop());

const ask = () => askForBeat(openDatabase({ LIBSQL_URL: database.primary.url }));
const primary = (statement: string) => createClient({ url: database.primary.url }).execute(statement);
const LATER = "UPDATE replica_heartbeat SET at = at - 100";

test("of many isolates that ask at once one writes, and all learn the same beat", async () => {
  const first = await ask();
  expect(first).toEqual({ beat: 1, wrote: true });
  // As if it were due, and a long time before the next.
  await primary("UPDATE replica_heartbeat SET at = at - 100000");
  const before = performance.now();
  const answers = await Promise.all(Array.from({ length: 20 }, ask));
  const mostDue = 1 + Math.floor((performance.now() - before) / 100);
  const written = answers.filter(({ wrote }) => wrote).map(({ beat }) => beat);
  expect(written.length).toBeGreaterThanOrEqual(1);
  expect(written.length).toBeLessThanOrEqual(mostDue);
  expect(new Set(written).size).toBe(written.length);
  expect(Math.max(...answers.map(({ beat }) => beat))).toBe(1 + written.length);
});

test("it is due after a tenth of a second, and where the primary's clock was set back", async () => {
  const { beat } = await ask();
  await primary(LATER);
  expect(await ask()).toEqual({ beat: beat + 1, wrote: true });
  await primary("UPDATE replica_heartbeat SET at = at + 3600000");
  expect(await ask()).toEqual({ beat: beat + 2, wrote: true });
});
