import { auditPage } from "../../shared/api/answers/audit.ts";
import type { Reference } from "../http/reference.ts";
import type { auditRoutes } from "./routes.ts";

export const auditReference: Reference<typeof auditRoutes> = {
  tag: "Audit log",
  about: "Who did what to whom. Entries are only ever added.",
  routes: {
    "GET /workspaces/:workspaceId/audit": {
      id: "listAudit",
      summary: "Read the audit log",
      description: "The newest first. As NDJSON, whole, for `Accept: application/x-ndjson`.",
      answers: { 200: auditPage },
      refuses: ["forbidden", "not_found"],
    },
  },
};
