import { afterEach, expect, test, vi } from "vitest";
import { connect } from "../../../worker/db/client.ts";
import { server } from "../../support/server.ts";

const WITHIN_MS = 12_000;
const AT_ONCE = 150;

afterEach(() => {
  vi.restoreAllMocks();
});

/** The paths of what is sent to the database from here on. */
function sent(): string[] {
  const paths: string[] = [];
  const send = globalThis.fetch;
  vi.spyOn(globalThis, "fetch").mockImplementation((input, init) => {
    paths.push(new URL((input as Request).url).pathname);
    return send(input, init);
  });
  return paths;
}

test("more calls at once than connections are kept are a round trip each, with what closes theirs", async () => {
  const connections = connect({ LIBSQL_URL: server.libsqlUrl }, WITHIN_MS);
  const pipelines = sent();
  const statements = [{ sql: "SELECT ?", args: [1] }, "SELECT 2"];
  const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => connections.batch(statements, "read")));
  expect(answers.map(([one, two]) => [one?.rows[0]?.[0], two?.rows[0]?.[0]])).toEqual(Array(AT_ONCE).fill([1, 2]));
  await connections.execute("SELECT 3");
  expect(pipelines.filter((path) => path.endsWith("/pipeline"))).toHaveLength(AT_ONCE + 1);
});
