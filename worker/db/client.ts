import { type Client, createClient, type InStatement, type ResultSet, type TransactionMode } from "@libsql/client/web";
import { drizzle } from "drizzle-orm/libsql/web";
import type { Bindings } from "../env.ts";
import { retryBusy } from "./retry-busy.ts";

/** A database that hangs is as good as away; nobody waits for it longer than this. */
const ANSWER_WITHIN_MS = 12_000;

/**
 * Ways to the database, each batch one transaction and one round trip: `read` takes no lock; `write` takes the write
 * lock first, so that it never fails half-way for one. `near` reads from a replica what the replica proves to be
 * fresh (see `replicas/`), and is `read` where none stands near.
 */
export type Database = { read: Handle; near: Handle; write: Handle };
type Handle = ReturnType<typeof drizzleOn>;

/** What drizzle asks of a client, unless one opens an interactive transaction. */
export type Batches = {
  execute(statement: InStatement): Promise<ResultSet>;
  batch(statements: InStatement[]): Promise<ResultSet[]>;
};

type Access = Pick<Bindings, "LIBSQL_URL" | "LIBSQL_AUTH_TOKEN">;

/**
 * Opens the database for one request, when it first asks: a page from what is at hand never does. Nothing is
 * shared between requests: in workerd the connections of one request must not be used by another.
 */
export function openDatabase(env: Access, nearer?: (primary: Batches) => Batches): Database {
  const known: { client?: Client; read?: Handle; near?: Handle; write?: Handle } = {};
  const client = () => {
    known.client ??= connect(env);
    return known.client;
  };
  return {
    get read() {
      known.read ??= drizzleOn(patient(client(), "read"));
      return known.read;
    },
    get near() {
      if (!nearer) return this.read;
      known.near ??= drizzleOn(nearer(patient(client(), "read")));
      return known.near;
    },
    get write() {
      known.write ??= drizzleOn(patient(client(), "write"));
      return known.write;
    },
  };
}

/** A client of one server; every answer of it fails that takes longer than `withinMs` milliseconds. */
export function connect({ LIBSQL_URL, LIBSQL_AUTH_TOKEN }: Access, withinMs = ANSWER_WITHIN_MS): Client {
  return createClient({
    url: LIBSQL_URL,
    fetch: (request: Request) => withoutProbe(request, withinMs),
    ...(LIBSQL_AUTH_TOKEN ? { authToken: LIBSQL_AUTH_TOKEN } : {}),
  });
}

function patient(client: Client, mode: TransactionMode): Batches {
  return {
    execute: (statement) => retryBusy(() => client.execute(statement)),
    batch: (statements) => retryBusy(() => client.batch(statements, mode)),
  };
}

function drizzleOn(batches: Batches) {
  return drizzle(batches as unknown as Client, { casing: "snake_case" });
}

/**
 * A fresh client first asks the server whether it speaks the newest protocol: a round trip a request.
 * Every libSQL server since 0.24 does, so the question is answered here.
 */
function withoutProbe(request: Request, withinMs: number): Promise<Response> {
  const isProbe = request.method === "GET" && new URL(request.url).pathname === "/v3-protobuf";
  if (isProbe) return Promise.resolve(new Response(null));
  return fetch(request, { signal: AbortSignal.timeout(withinMs) });
}
