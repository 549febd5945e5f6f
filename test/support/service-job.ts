import { inject } from "vitest";
import type { RequestContext } from "../../worker/context.ts";
import type { Bindings } from "../../worker/env.ts";
import { jobContext } from "../../worker/job-context.ts";
import { server } from "./server.ts";

/** The context of the service's own work, on the database and resolver of the service under test; it kicks nothing. */
export function serviceJob(): RequestContext {
  const env = {
    PUBLIC_URL: server.url,
    AUTH_SECRET: server.authSecret,
    LIBSQL_URL: server.libsqlUrl,
    DOH_URL: inject("dohUrl"),
  } as Bindings;
  return jobContext(env, { waitUntil: () => undefined });
}
