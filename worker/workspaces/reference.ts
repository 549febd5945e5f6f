import { plan, workspace } from "../../shared/api/answers/workspaces.ts";
import type { Reference } from "../http/reference.ts";
import type { workspaceRoutes } from "./routes.ts";

export const workspaceReference: Reference<typeof workspaceRoutes> = {
  tag: "Workspaces",
  about:
    "Everyone has a personal workspace of their own. Shared ones have members in four roles, and never more people than seats.",
  routes: {
    "POST /workspaces": {
      id: "createWorkspace",
      summary: "Make a shared workspace",
      description: "Whoever makes it is its first Super Admin. It begins with five seats.",
      answers: { 201: workspace },
    },
    "GET /workspaces/:workspaceId": {
      id: "readWorkspace",
      summary: "Read a workspace",
      description: "`abilities` says what the caller may do there.",
      answers: { 200: workspace },
      refuses: ["forbidden", "not_found"],
    },
    "PATCH /workspaces/:workspaceId": {
      id: "changeWorkspace",
      summary: "Change a workspace",
      description:
        "Its name, look and defaults, and for `security.manage` who may join and what its shares may do. A share policy holds for the links that are open too.",
      answers: { 200: workspace },
      refuses: ["forbidden", "not_found", "personal_workspace"],
    },
    "DELETE /workspaces/:workspaceId": {
      id: "deleteWorkspace",
      summary: "Delete a workspace",
      description:
        "For everyone and at once: its members, links, API keys, webhooks and domains are gone, its share pages answer 404. What it held is purged 30 days later, and cannot be brought back until then. A personal workspace is not deleted.",
      answers: { 204: null },
      refuses: ["forbidden", "not_found", "personal_workspace"],
    },
    "GET /workspaces/:workspaceId/plan": {
      id: "readPlan",
      summary: "Read the plan and its seats",
      answers: { 200: plan },
      refuses: ["forbidden", "not_found"],
    },
    "PUT /workspaces/:workspaceId/plan": {
      id: "changePlan",
      summary: "Set the plan and its seats",
      description: "Fewer seats than are occupied or held are refused, with how many are in use.",
      answers: { 200: plan },
      refuses: ["forbidden", "not_found", "personal_workspace", "seats_in_use"],
    },
  },
};
