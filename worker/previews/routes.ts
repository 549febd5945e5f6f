import { Hono } from "hono";
import { oembedQuery } from "../../shared/api/oembed.ts";
import type { AppEnv } from "../context.ts";
import { Problem } from "../http/problem.ts";
import { query } from "../http/validate.ts";
import { describeShare } from "./describe-share.ts";
import { writeXml } from "./write-xml.ts";

const HEADERS = { "Cache-Control": "private, no-store" };

export const previewRoutes = new Hono<AppEnv>().get("/oembed", query(oembedQuery), async (c) => {
  const { format, ...asked } = c.req.valid("query");
  if (format !== "json" && format !== "xml") throw new Problem("unsupported_format");
  const answer = await describeShare(c.get("ctx"), asked);
  return format === "json"
    ? c.json(answer, 200, HEADERS)
    : c.body(writeXml(answer), 200, { ...HEADERS, "Content-Type": "text/xml; charset=utf-8" });
});
