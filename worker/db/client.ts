import { type Client, createClient, type InStatement, type TransactionMode } from "@libsql/client/web";
import { drizzle } from "drizzle-orm/libsql/web";
import type { Bindings } from "../env.ts";
import { retryBusy } from "./retry-busy.ts";

/** A database that hangs is as good as away; nobody waits for it longer than this. */
const ANSWER_WITHIN_MS = 12_000;

/**
 * Two ways to the database, each batch one transaction and one round trip:
 * `read` takes no lock; `write` takes the write lock first, so that it never fails half-way for one.
 */
export type Database = { read: Handle; write: Handle };
type Handle = ReturnType<typeof open>;

/**
 * Opens the database for one request, when it first asks: a page from what is at hand never does. Nothing is
 * shared between requests: in workerd the connections of one request must not be used by another.
 */
export function openDatabase(env: Pick<Bindings, "LIBSQL_URL" | "LIBSQL_AUTH_TOKEN">): Database {
  const known: { client?: Client; read?: Handle; write?: Handle } = {};
  const client = () => {
    known.client ??= connect(env);
    return known.client;
  };
  return {
    get read() {
      known.read ??= open(client(), "read");
      return known.read;
    },
    get write() {
      known.write ??= open(client(), "write");
      return known.write;
    },
  };
}

function connect(env: Pick<Bindings, "LIBSQL_URL" | "LIBSQL_AUTH_TOKEN">): Client {
  return createClient({
    url: env.LIBSQL_URL,
    fetch: withoutProbe,
    ...(env.LIBSQL_AUTH_TOKEN ? { authToken: env.LIBSQL_AUTH_TOKEN } : {}),
  });
}

function open(client: Client, mode: TransactionMode) {
  const inMode = {
    execute: (statement: InStatement) => retryBusy(() => client.execute(statement)),
    batch: (statements: InStatement[]) => retryBusy(() => client.batch(statements, mode)),
  };
  // Drizzle asks for no more of a client than these two, unless one opens an interactive transaction.
  return drizzle(inMode as unknown as Client, { casing: "snake_case" });
}

/**
 * A fresh client first asks the server whether it speaks the newest protocol: a round trip a request.
 * Every libSQL server since 0.24 does, so the question is answered here.
 */
function withoutProbe(request: Request): Promise<Response> {
  const isProbe = request.method === "GET" && new URL(request.url).pathname === "/v3-protobuf";
  if (isProbe) return Promise.resolve(new Response(null));
  return fetch(request, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
}
