import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "../context.ts";
import { forgetReads } from "./read-share.ts";
import { isViewersOnly } from "./viewers-only.ts";

/**
 * Whoever changes something finds it changed: after every request that may have written, what the gate read before
 * is forgotten in this isolate. What viewers themselves send to a share is not such a change.
 */
export const forgetAfterChange: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  const isSafe = c.req.method === "GET" || c.req.method === "HEAD" || c.req.method === "OPTIONS";
  if (!isSafe && c.res.status < 400 && !isViewersOnly(c.req.path)) forgetReads();
};
