import type { RequestContext } from "../context.ts";

/**
 * The same request in nobody's name, for surfaces that answer all alike: no session, nothing unlocked. It takes none of
 * a share's few views, and is shown nothing that a view is for.
 */
export function asStranger(ctx: RequestContext): RequestContext {
  return { ...ctx, credentials: undefined, unlock: undefined, visit: undefined, looksAhead: "prefetch" };
}
