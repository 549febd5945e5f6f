import type { InArgs, Row } from "@libsql/client/web";
import { connect } from "../../worker/db/client.ts";
import type { Connections } from "../../worker/db/connections.ts";
import { retryBusy } from "../../worker/db/retry-busy.ts";
import { server } from "./server.ts";

/** What is planted may be much. */
const WITHIN_MS = 30_000;

/** The database of the service that is spoken to now, by connections that are kept: each new one reads the schema anew. */
export function database(): Connections {
  return connect({ LIBSQL_URL: server.libsqlUrl }, WITHIN_MS);
}

/** Looks into the service's own database, or turns back a clock in it. */
export async function sql<T = Row>(query: string, args: InArgs = []): Promise<T[]> {
  const { rows } = await retryBusy(() => database().execute({ sql: query, args }));
  return rows as unknown as T[];
}
