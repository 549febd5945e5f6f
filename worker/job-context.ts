import type { RequestContext } from "./context.ts";
import { openDatabase } from "./db/client.ts";
import { type Bindings, settingsOf } from "./env.ts";
import { newRequestId } from "./http/request-id.ts";

/** The context of work that no request asked for: the service itself acts. */
export function jobContext(env: Bindings, background: Pick<RequestContext, "waitUntil">): RequestContext {
  return {
    env,
    settings: settingsOf(env),
    db: openDatabase(env),
    now: Date.now(),
    requestId: newRequestId(),
    network: "service",
    userAgent: "",
    locale: "en",
    credentials: undefined,
    unlock: undefined,
    visit: undefined,
    looksAhead: undefined,
    acting: {},
    waitUntil: (work) => background.waitUntil(work),
    log: {},
  };
}
