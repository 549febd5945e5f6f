import { newId } from "../../shared/ids.ts";
import { app } from "../../worker/app.ts";

/** Every route the router knows, as `METHOD /path/:parameter`. */
export const ROUTES = [
  ...new Set(
    app.routes
      .filter(({ method, path }) => method !== "ALL" && !path.endsWith("*"))
      .map(({ method, path }) => `${method} ${path}`),
  ),
];

/** What a route needs in its query to be judged at all. */
export const QUERIES: Record<string, string> = {
  "GET /api/v1/shares": `?slug=${"A".repeat(22)}`,
  "PUT /api/v1/nodes/:nodeId/poster": "?width=640",
  "GET /api/v1/nodes/:nodeId/access/explain": `?membershipId=${newId("membership")}`,
};

/** What a route needs as its body to be judged at all. */
export const BODIES: Record<string, object> = {
  "POST /api/v1/workspaces": { name: "Forged" },
  "PATCH /api/v1/me": { name: "Forged" },
  "PATCH /api/v1/workspaces/:workspaceId": { name: "Forged" },
  "PUT /api/v1/workspaces/:workspaceId/plan": { seats: 9 },
  "PATCH /api/v1/workspaces/:workspaceId/members/:membershipId": { role: "viewer" },
  "POST /api/v1/workspaces/:workspaceId/invitations": { invitations: [{ email: "a@b.test", role: "viewer" }] },
  "POST /api/v1/workspaces/:workspaceId/members/lookup": { emails: ["a@b.test"] },
  "POST /api/v1/workspaces/:workspaceId/domains": { domain: "acme.example" },
  "POST /api/v1/workspaces/:workspaceId/share-policy/preview": { publicAllowed: false },
  "PUT /api/v1/workspaces/:workspaceId/invite-link": { role: "viewer" },
  "POST /api/v1/workspaces/:workspaceId/api-keys": { name: "Forged", scopes: ["content:read"] },
  "POST /api/v1/workspaces/:workspaceId/webhooks": { url: "https://93.184.215.14/hooks", events: ["member.invited"] },
  "PATCH /api/v1/workspaces/:workspaceId/webhooks/:webhookId": { events: ["member.ended"] },
  "POST /api/v1/workspaces/:workspaceId/nodes": { kind: "project", title: "Forged" },
  "PATCH /api/v1/nodes/:nodeId": { title: "Forged" },
  "PUT /api/v1/nodes/:nodeId/access": { everyone: "view", grants: [] },
  "POST /api/v1/nodes/:nodeId/access-requests/:requestId/grant": { level: "view" },
  "POST /api/v1/videos/:nodeId/comments": { body: "Forged" },
  "PUT /api/v1/videos/:nodeId/review": { decision: "approved" },
  "PUT /api/v1/videos/:nodeId/reviewers": { membershipIds: [] },
  "PATCH /api/v1/comments/:commentId": { body: "Forged" },
  "PATCH /api/v1/shares/:shareId": { visibility: "public" },
  "POST /api/v1/videos/:nodeId/publish": {},
};
