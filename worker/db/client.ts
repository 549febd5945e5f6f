import type { Client, InStatement, ResultSet } from "@libsql/client/web";
import { drizzle } from "drizzle-orm/libsql/web";
import type { Bindings } from "../env.ts";
import { Connections, type Mode } from "./connections.ts";
import { retryBusy } from "./retry-busy.ts";

/** A database that hangs is as good as away; nobody waits for it longer than this. */
const ANSWER_WITHIN_MS = 12_000;

/**
 * Ways to the database, each batch one transaction and one round trip: `read` takes no lock; `write` takes the write
 * lock first, so that it never fails half-way for one. `near` reads from a replica what the replica proves to be
 * fresh (see `replicas/`), and is `read` where none stands near.
 */
export type Database = { read: Handle; near: Handle; write: Handle };
export type Handle = ReturnType<typeof drizzleOn>;

/** What drizzle asks of a client, unless one opens an interactive transaction. */
export type Batches = {
  execute(statement: InStatement): Promise<ResultSet>;
  batch(statements: InStatement[]): Promise<ResultSet[]>;
};

type Access = Pick<Bindings, "LIBSQL_URL" | "LIBSQL_AUTH_TOKEN">;

/** Opens the database for one request. */
export function openDatabase(env: Access, nearer?: (primary: Batches) => Batches): Database {
  const known: { read?: Handle; near?: Handle; write?: Handle } = {};
  return {
    get read() {
      known.read ??= drizzleOn(patient(connect(env), "read"));
      return known.read;
    },
    get near() {
      if (!nearer) return this.read;
      known.near ??= drizzleOn(nearer(patient(connect(env), "read")));
      return known.near;
    },
    get write() {
      known.write ??= drizzleOn(patient(connect(env), "write"));
      return known.write;
    },
  };
}

const opened = new Map<string, Connections>();

/** The connections to one server, kept as long as the isolate; every answer fails that takes longer than `withinMs` milliseconds. */
export function connect({ LIBSQL_URL, LIBSQL_AUTH_TOKEN }: Access, withinMs = ANSWER_WITHIN_MS): Connections {
  const key = JSON.stringify([LIBSQL_URL, LIBSQL_AUTH_TOKEN, withinMs]);
  const known = opened.get(key) ?? new Connections(LIBSQL_URL, LIBSQL_AUTH_TOKEN, withinMs);
  opened.set(key, known);
  return known;
}

function patient(connections: Connections, mode: Mode): Batches {
  return {
    execute: (statement) => retryBusy(() => connections.execute(statement)),
    batch: (statements) => retryBusy(() => connections.batch(statements, mode)),
  };
}

export function drizzleOn(batches: Batches) {
  return drizzle(batches as unknown as Client, { casing: "snake_case" });
}
