import { migrateDatabase } from "./server/migrate.ts";

/** `LIBSQL_URL=… LIBSQL_AUTH_TOKEN=… npm run migrate`: brings a database of one's own to this version. */
const { LIBSQL_URL, LIBSQL_AUTH_TOKEN } = process.env;
if (!LIBSQL_URL) {
  console.error("LIBSQL_URL must be the address of your libSQL server, such as https://db.example.com.");
  process.exitCode = 1;
} else {
  await migrateDatabase(LIBSQL_URL, LIBSQL_AUTH_TOKEN);
}
