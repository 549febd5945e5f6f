import { type Client, createClient, type InStatement, type TransactionMode } from "@libsql/client/web";
import { drizzle } from "drizzle-orm/libsql/web";
import type { Bindings } from "../env.ts";

/**
 * Two ways to the database, each batch one transaction and one round trip:
 * `read` takes no lock; `write` takes the write lock first, so that it never fails half-way for one.
 */
export type Database = { read: Handle; write: Handle };
type Handle = ReturnType<typeof open>;

/**
 * Opens the database for one request. Nothing is shared between requests:
 * in workerd a promise of one request must not be awaited by another.
 */
export function openDatabase(env: Pick<Bindings, "LIBSQL_URL" | "LIBSQL_AUTH_TOKEN">): Database {
  const client = createClient({
    url: env.LIBSQL_URL,
    ...(env.LIBSQL_AUTH_TOKEN ? { authToken: env.LIBSQL_AUTH_TOKEN } : {}),
  });
  return { read: open(client, "read"), write: open(client, "write") };
}

function open(client: Client, mode: TransactionMode) {
  const inMode = {
    execute: (statement: InStatement) => client.execute(statement),
    batch: (statements: InStatement[]) => client.batch(statements, mode),
  };
  // Drizzle asks for no more of a client than these two, unless one opens an interactive transaction.
  return drizzle(inMode as unknown as Client, { casing: "snake_case" });
}
