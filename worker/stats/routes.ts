import { Hono } from "hono";
import { statsQuery } from "../../shared/api/stats.ts";
import type { AppEnv } from "../context.ts";
import { query } from "../http/validate.ts";
import { readStats } from "./read-stats.ts";

export const statsRoutes = new Hono<AppEnv>().get("/videos/:nodeId/stats", query(statsQuery), async (c) =>
  c.json(await readStats(c.get("ctx"), c.req.param("nodeId"), c.req.valid("query").days), 200),
);
