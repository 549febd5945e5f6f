import type { MiddlewareHandler } from "hono";
import { accepts } from "hono/accepts";
import type { AppEnv, RequestContext } from "../context.ts";
import { telling } from "./route-told.ts";

type FileHandler<Filter> = MiddlewareHandler<AppEnv, "/workspaces/:workspaceId/:list", { out: { query: Filter } }>;

type FileKind = { type: string /** What follows the type in `Content-Type`. */; parameters?: string; name: string };

/**
 * A workspace's list as a file, for whoever would rather have this type than JSON; stands between the route's `query`
 * and its JSON. Nobody on the way keeps it.
 */
export function orAsFile<Filter>(
  { type, parameters = "", name }: FileKind,
  lines: (ctx: RequestContext, workspaceId: string, filter: Filter) => Promise<ReadableStream<Uint8Array>>,
): FileHandler<Filter> {
  const middleware: FileHandler<Filter> = async (c, next) => {
    const wanted = accepts(c, { header: "Accept", supports: ["application/json", type], default: "application/json" });
    if (wanted !== type) return next();
    return c.body(await lines(c.get("ctx"), c.req.param("workspaceId"), c.req.valid("query")), 200, {
      "Content-Type": type + parameters,
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "private, no-store",
    });
  };
  return telling(middleware, { file: type });
}
