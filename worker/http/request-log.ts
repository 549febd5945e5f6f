import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { AppEnv } from "../context.ts";

/**
 * One line a request. The path is the route's pattern, never what was asked for:
 * tokens, slugs and addresses in a URL stay out of the log.
 */
export const requestLog: MiddlewareHandler<AppEnv> = async (c, next) => {
  const startedAt = Date.now();
  await next();
  const ctx = c.get("ctx");
  console.log(
    JSON.stringify({
      at: new Date(ctx.now).toISOString(),
      request: ctx.requestId,
      method: c.req.method,
      route: routePath(c, -1),
      status: c.res.status,
      ms: Date.now() - startedAt,
      ...ctx.log,
    }),
  );
};
