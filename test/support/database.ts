import { createClient, type InArgs, type Row } from "@libsql/client/web";
import { server } from "./server.ts";

export const database = createClient({ url: server.libsqlUrl });

/** Looks into the service's own database, or turns back a clock in it. */
export async function sql<T = Row>(query: string, args: InArgs = []): Promise<T[]> {
  const { rows } = await database.execute({ sql: query, args });
  return rows as unknown as T[];
}
