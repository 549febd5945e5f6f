import { Hono } from "hono";
import { auditQuery } from "../../shared/api/audit.ts";
import type { AppEnv } from "../context.ts";
import { orAsFile } from "../http/download.ts";
import { query } from "../http/validate.ts";
import { exportAudit, listAudit } from "./read-audit.ts";

const NDJSON = { type: "application/x-ndjson", name: "audit.ndjson" };

export const auditRoutes = new Hono<AppEnv>().get(
  "/workspaces/:workspaceId/audit",
  query(auditQuery),
  orAsFile(NDJSON, exportAudit),
  async (c) => c.json(await listAudit(c.get("ctx"), c.req.param("workspaceId"), c.req.valid("query")), 200),
);
