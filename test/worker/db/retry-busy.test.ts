import { LibsqlError } from "@libsql/client/web";
import { DrizzleQueryError } from "drizzle-orm/errors";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { isDatabaseBusy } from "../../../worker/db/query-failure.ts";
import { retryBusy } from "../../../worker/db/retry-busy.ts";

const BUSY = new LibsqlError("database is locked", "SQLITE_BUSY");
const TOO_MANY = new LibsqlError("Server returned HTTP status 429", "SERVER_ERROR");
const BROKEN = new LibsqlError("Server returned HTTP status 500", "SERVER_ERROR");

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Does it with time running as fast as it can. */
async function soon<T>(work: () => Promise<T>): Promise<T | unknown> {
  const done = retryBusy(work).catch((error: unknown) => error);
  await vi.runAllTimersAsync();
  return done;
}

it.each([
  ["another writer's lock", BUSY],
  ["more requests than it takes", TOO_MANY],
])("does again what was refused for %s, until it is done", async (_, refusal) => {
  const work = vi.fn().mockRejectedValueOnce(refusal).mockRejectedValueOnce(refusal).mockResolvedValue("done");
  expect(await soon(work)).toBe("done");
  expect(work).toHaveBeenCalledTimes(3);
});

it("gives up after a while, with the refusal", async () => {
  const work = vi.fn().mockRejectedValue(BUSY);
  expect(await soon(work)).toBe(BUSY);
  expect(work.mock.calls.length).toBeGreaterThan(10);
});

it("does nothing again that may have been done", async () => {
  for (const failure of [BROKEN, new LibsqlError("UNIQUE constraint failed", "SQLITE_CONSTRAINT"), new Error("away")]) {
    const work = vi.fn().mockRejectedValue(failure);
    expect(await soon(work)).toBe(failure);
    expect(work).toHaveBeenCalledTimes(1);
  }
});

it("knows a busy database also behind the query that met it", () => {
  expect(isDatabaseBusy(new DrizzleQueryError("select 1", [], TOO_MANY))).toBe(true);
  expect(isDatabaseBusy(new DrizzleQueryError("select 1", [], BROKEN))).toBe(false);
});
