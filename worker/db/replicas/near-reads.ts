import type { InStatement, ResultSet } from "@libsql/client/web";
import type { RequestContext } from "../../context.ts";
import { type Batches, connect, openDatabase } from "../client.ts";
import { askForBeat, SHOWN_BEAT } from "./beat.ts";
import { continentOf } from "./continents.ts";
import { known, NEAR_RULES, pulse } from "./isolate.ts";
import { readNear } from "./read-near.ts";
import { wroteLately } from "./remember-writers.ts";

type Caller = Pick<RequestContext, "env" | "settings" | "credentials" | "waitUntil" | "log">;

/** The way from the primary to the replica that stands near a request; undefined where it should not be used. */
export function nearReads(request: Request, caller: Caller): ((primary: Batches) => Batches) | undefined {
  const { replicas } = caller.settings;
  // What is read in order to write is read where it is written.
  if (replicas.size === 0 || (request.method !== "GET" && request.method !== "HEAD")) return undefined;
  const continent = continentOf(request);
  const url = continent && replicas.get(continent);
  if (url === undefined || url === caller.env.LIBSQL_URL) return undefined;
  const hasWritten = wroteLately(request.headers, caller);
  return (primary) => {
    const read = async (statements: InStatement[], fromPrimary: () => Promise<ResultSet[]>) => {
      keepBeating(caller);
      const { found, detour } = await readNear<ResultSet[]>(
        { url, replica: () => readReplica(url, caller, statements), primary: fromPrimary, wroteLately: hasWritten },
        known,
        NEAR_RULES,
      );
      caller.log.db = detour ? `primary (${detour})` : `replica:${continent}`;
      return found;
    };
    return {
      batch: (statements) => read(statements, () => primary.batch(statements)),
      execute: async (statement) => {
        const [result] = await read([statement], async () => [await primary.execute(statement)]);
        if (!result) throw new Error("the database answered nothing");
        return result;
      },
    };
  };
}

async function readReplica(url: string, { env }: Caller, statements: InStatement[]) {
  const { LIBSQL_AUTH_TOKEN } = env;
  const client = connect({ LIBSQL_URL: url, ...(LIBSQL_AUTH_TOKEN ? { LIBSQL_AUTH_TOKEN } : {}) }, NEAR_RULES.withinMs);
  const [shown, ...found] = await client.batch([SHOWN_BEAT, ...statements], "read");
  return { found, beat: Number(shown?.rows[0]?.beat) };
}

/** The beats of a turn go on after the request that took it was answered. */
function keepBeating({ env, waitUntil }: Caller): void {
  const database = openDatabase(env);
  waitUntil(pulse.wanted(known.beats, () => askForBeat(database), waitUntil));
}
