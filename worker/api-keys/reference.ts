import { apiKeyPage, madeApiKey } from "../../shared/api/answers/api-keys.ts";
import type { Reference } from "../http/reference.ts";
import type { apiKeyRoutes } from "./routes.ts";

export const apiKeyReference: Reference<typeof apiKeyRoutes> = {
  tag: "API keys",
  about:
    "Keys for programs. A key acts in its maker's name, in one workspace, within its scopes and never beyond its maker's role at the moment of the call.",
  routes: {
    "POST /workspaces/:workspaceId/api-keys": {
      id: "createApiKey",
      summary: "Make an API key",
      description: "The key itself is said this once; it is stored hashed.",
      answers: { 201: madeApiKey },
      refuses: ["forbidden", "not_found", "too_many_api_keys"],
    },
    "GET /workspaces/:workspaceId/api-keys": {
      id: "listApiKeys",
      summary: "List API keys",
      description:
        "One's own, and for `security.manage` everyone's. With `membershipId`, for `members.manage`, those of that member, which stop when they are suspended, removed or demoted below `api.use`.",
      answers: { 200: apiKeyPage },
      refuses: ["forbidden", "not_found"],
    },
    "DELETE /workspaces/:workspaceId/api-keys/:keyId": {
      id: "deleteApiKey",
      summary: "Delete an API key",
      description: "It is dead at once.",
      answers: { 204: null },
      refuses: ["forbidden", "not_found"],
    },
  },
};
