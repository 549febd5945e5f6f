import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { Scope } from "../../shared/policy/scopes.ts";
import type { AppEnv } from "../context.ts";
import { Problem } from "../http/problem.ts";

/**
 * What an API key may call, and the scope it needs for it. What does not stand here no key may call: signing in and
 * what is a person's own, money, security, and keys themselves.
 */
export const SCOPE_OF_ROUTE: Readonly<Record<string, Scope>> = {
  "GET /api/v1/workspaces/:workspaceId": "members:read",
  "GET /api/v1/workspaces/:workspaceId/plan": "members:read",
  "GET /api/v1/workspaces/:workspaceId/members": "members:read",
  "GET /api/v1/workspaces/:workspaceId/members/:membershipId": "members:read",
  "POST /api/v1/workspaces/:workspaceId/members/lookup": "members:read",
  "GET /api/v1/workspaces/:workspaceId/suggestions": "members:read",
  "GET /api/v1/workspaces/:workspaceId/join-requests": "members:read",
  "POST /api/v1/workspaces/:workspaceId/invitations": "members:write",
  "POST /api/v1/workspaces/:workspaceId/invitations/:membershipId/resend": "members:write",
  "DELETE /api/v1/workspaces/:workspaceId/invitations/:membershipId": "members:write",
  "POST /api/v1/workspaces/:workspaceId/join-requests/:membershipId/approve": "members:write",
  "POST /api/v1/workspaces/:workspaceId/join-requests/:membershipId/deny": "members:write",
  "PATCH /api/v1/workspaces/:workspaceId/members/:membershipId": "members:write",
  "DELETE /api/v1/workspaces/:workspaceId/members/:membershipId": "members:write",
  // Whoever has the link's address comes in, so that reading it is no mere reading.
  "GET /api/v1/workspaces/:workspaceId/invite-link": "members:write",
  "PUT /api/v1/workspaces/:workspaceId/invite-link": "members:write",
  "DELETE /api/v1/workspaces/:workspaceId/invite-link": "members:write",

  "GET /api/v1/workspaces/:workspaceId/nodes": "content:read",
  "GET /api/v1/workspaces/:workspaceId/trash": "content:read",
  "GET /api/v1/nodes/:nodeId": "content:read",
  "GET /api/v1/nodes/:nodeId/access": "content:read",
  "GET /api/v1/nodes/:nodeId/access/explain": "content:read",
  "GET /api/v1/videos/:nodeId/captions": "content:read",
  "GET /api/v1/videos/:nodeId/stats": "content:read",
  "GET /api/v1/videos/:nodeId/versions": "content:read",
  "POST /api/v1/videos/:nodeId/versions/:version/restore": "content:write",
  "POST /api/v1/workspaces/:workspaceId/nodes": "content:write",
  "PATCH /api/v1/nodes/:nodeId": "content:write",
  "DELETE /api/v1/nodes/:nodeId": "content:write",
  "POST /api/v1/nodes/:nodeId/restore": "content:write",
  "PUT /api/v1/nodes/:nodeId/access": "content:write",
  "POST /api/v1/nodes/:nodeId/uploads": "content:write",
  "GET /api/v1/nodes/:nodeId/uploads/:uploadId": "content:write",
  "PATCH /api/v1/nodes/:nodeId/uploads/:uploadId": "content:write",
  "DELETE /api/v1/nodes/:nodeId/uploads/:uploadId": "content:write",
  "PUT /api/v1/nodes/:nodeId/poster": "content:write",
  "PUT /api/v1/videos/:nodeId/captions/:lang": "content:write",
  "DELETE /api/v1/videos/:nodeId/captions/:lang": "content:write",

  "GET /api/v1/shares": "shares:read",
  "GET /api/v1/shares/:shareId": "shares:read",
  "GET /api/v1/nodes/:nodeId/shares": "shares:read",
  "GET /api/v1/workspaces/:workspaceId/shares": "shares:read",
  "GET /api/v1/nodes/:nodeId/access-requests": "shares:read",
  "POST /api/v1/nodes/:nodeId/shares": "shares:write",
  "DELETE /api/v1/nodes/:nodeId/shares": "shares:write",
  "DELETE /api/v1/workspaces/:workspaceId/shares": "shares:write",
  "PATCH /api/v1/shares/:shareId": "shares:write",
  "DELETE /api/v1/shares/:shareId": "shares:write",
  "POST /api/v1/videos/:nodeId/publish": "shares:write",
  "POST /api/v1/videos/:nodeId/unpublish": "shares:write",
  "POST /api/v1/nodes/:nodeId/access-requests/:requestId/grant": "shares:write",
  "POST /api/v1/nodes/:nodeId/access-requests/:requestId/decline": "shares:write",

  "GET /api/v1/videos/:nodeId/comments": "content:read",
  "POST /api/v1/videos/:nodeId/comments": "reviews:write",
  "PATCH /api/v1/comments/:commentId": "reviews:write",
  "DELETE /api/v1/comments/:commentId": "reviews:write",
  "GET /api/v1/videos/:nodeId/reviews": "content:read",
  "GET /api/v1/workspaces/:workspaceId/reviews": "content:read",
  "PUT /api/v1/videos/:nodeId/review": "reviews:write",
  "PUT /api/v1/videos/:nodeId/reviewers": "reviews:write",

  "GET /api/v1/workspaces/:workspaceId/audit": "audit:read",

  "POST /api/v1/workspaces/:workspaceId/webhooks": "webhooks:write",
  "GET /api/v1/workspaces/:workspaceId/webhooks": "webhooks:write",
  "GET /api/v1/workspaces/:workspaceId/webhooks/:webhookId": "webhooks:write",
  "PATCH /api/v1/workspaces/:workspaceId/webhooks/:webhookId": "webhooks:write",
  "DELETE /api/v1/workspaces/:workspaceId/webhooks/:webhookId": "webhooks:write",
  "POST /api/v1/workspaces/:workspaceId/webhooks/:webhookId/secret": "webhooks:write",
  "POST /api/v1/workspaces/:workspaceId/webhooks/:webhookId/test": "webhooks:write",
  "GET /api/v1/workspaces/:workspaceId/webhooks/:webhookId/deliveries": "webhooks:write",
  "POST /api/v1/workspaces/:workspaceId/webhooks/:webhookId/deliveries/:deliveryId/replay": "webhooks:write",

  "GET /s/:slug": "content:read",
  "GET /s/:slug/embed": "content:read",
  "GET /s/:slug/media": "content:read",
  "GET /s/:slug/poster": "content:read",
  "GET /s/:slug/captions/:file": "content:read",
  "GET /s/:slug/download": "content:read",
  "GET /s/:slug/transcript": "content:read",
  "GET /s/:slug/comments": "content:read",
  "GET /s/:slug/live": "content:read",
  "POST /s/:slug/comments": "reviews:write",
  "POST /s/:slug/comments/:commentId": "reviews:write",
  "PUT /s/:slug/review": "reviews:write",
  "GET /oembed": "content:read",
};

/** Lets an API key do what it was made for and nothing else; 403 `insufficient_scope` (RFC 6750, section 3.1). */
export const withinScopes: MiddlewareHandler<AppEnv> = async (c, next) => {
  const { credentials } = c.get("ctx");
  if (credentials?.via === "api_key") {
    const method = c.req.method === "HEAD" ? "GET" : c.req.method;
    requireScope(credentials.key.scopes, SCOPE_OF_ROUTE[`${method} ${routePath(c, -1)}`]);
  }
  await next();
};

function requireScope(scopes: readonly Scope[], needed: Scope | undefined): void {
  if (needed !== undefined && scopes.includes(needed)) return;
  const detail = needed === undefined ? "No API key may do this; a person must." : `Needs the scope ${needed}.`;
  throw new Problem("insufficient_scope", { errors: [{ pointer: "", code: "scope", detail }] });
}
