import { LibsqlError } from "@libsql/client/web";
import { DrizzleQueryError } from "drizzle-orm/errors";

/**
 * What really failed. Drizzle wraps it in a message with the statement and its values, which belong
 * neither in a log nor in a decision.
 */
export function withoutQuery(error: unknown): unknown {
  return error instanceof DrizzleQueryError ? withoutQuery(error.cause) : error;
}

/** Whether the database could not be reached, as against reached and refusing a statement. */
export function isDatabaseAway(error: unknown): boolean {
  const cause = withoutQuery(error);
  if (!(cause instanceof Error) || (cause instanceof LibsqlError && cause.code.startsWith("SQLITE_"))) return false;
  return /fetch failed|network|ECONNREFUSED|connection (refused|lost|closed)|disconnected|timed? ?out|aborted/i.test(
    cause.message,
  );
}

/**
 * Whether the database had too much to do: another writer held its lock (`SQLITE_BUSY`), or more requests came than it
 * takes at a time, which it refuses with 429 before it begins them.
 */
export function isDatabaseBusy(error: unknown): boolean {
  const cause = withoutQuery(error);
  if (!(cause instanceof Error) || !("code" in cause)) return false;
  return cause.code === "SQLITE_BUSY" || (cause.code === "SERVER_ERROR" && /HTTP status 429/.test(cause.message));
}
