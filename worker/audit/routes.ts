import { Hono } from "hono";
import { accepts } from "hono/accepts";
import { auditQuery } from "../../shared/api/audit.ts";
import type { AppEnv } from "../context.ts";
import { query } from "../http/validate.ts";
import { exportAudit, listAudit } from "./read-audit.ts";

const NDJSON = "application/x-ndjson";

export const auditRoutes = new Hono<AppEnv>().get("/workspaces/:workspaceId/audit", query(auditQuery), async (c) => {
  const ctx = c.get("ctx");
  const workspaceId = c.req.param("workspaceId");
  const type = accepts(c, { header: "Accept", supports: ["application/json", NDJSON], default: "application/json" });
  if (type !== NDJSON) return c.json(await listAudit(ctx, workspaceId, c.req.valid("query")), 200);
  const lines = await exportAudit(ctx, workspaceId, c.req.valid("query"));
  return c.body(lines, 200, {
    "Content-Type": NDJSON,
    "Content-Disposition": 'attachment; filename="audit.ndjson"',
    "Cache-Control": "private, no-store",
  });
});
