import { sql } from "drizzle-orm";
import { Hono } from "hono";
import type { AppEnv } from "../context.ts";
import { Problem } from "./problem.ts";

export const healthRoutes = new Hono<AppEnv>()
  .get("/healthz", (c) => c.json({ status: "up" }))
  .get("/readyz", async (c) => {
    try {
      await c.get("ctx").db.read.run(sql`SELECT 1`);
    } catch (error) {
      throw new Problem("unavailable", { retryAfterSeconds: 1, logReason: String(error) });
    }
    return c.json({ status: "ready" });
  });
