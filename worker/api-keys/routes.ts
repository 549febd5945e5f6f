import { Hono } from "hono";
import { apiKeyQuery, newApiKey } from "../../shared/api/api-keys.ts";
import type { AppEnv } from "../context.ts";
import { jsonBody, query } from "../http/validate.ts";
import { createApiKey, deleteApiKey, listApiKeys } from "./api-keys.ts";

export const apiKeyRoutes = new Hono<AppEnv>()
  .post("/workspaces/:workspaceId/api-keys", jsonBody(newApiKey), async (c) =>
    c.json(await createApiKey(c.get("ctx"), c.req.param("workspaceId"), c.req.valid("json")), 201),
  )
  .get("/workspaces/:workspaceId/api-keys", query(apiKeyQuery), async (c) =>
    c.json(await listApiKeys(c.get("ctx"), c.req.param("workspaceId"), c.req.valid("query")), 200),
  )
  .delete("/workspaces/:workspaceId/api-keys/:keyId", async (c) => {
    const { workspaceId, keyId } = c.req.param();
    await deleteApiKey(c.get("ctx"), workspaceId, keyId);
    return c.body(null, 204);
  });
