import { Hono } from "hono";
import { accessGrant, accessRequestQuery } from "../../shared/api/access-requests.ts";
import type { AppEnv } from "../context.ts";
import { jsonBody, query } from "../http/validate.ts";
import { declineAccess, grantAccess } from "./decide-access.ts";
import { listAccessRequests } from "./list-access-requests.ts";

export const accessRequestRoutes = new Hono<AppEnv>()
  .get("/nodes/:nodeId/access-requests", query(accessRequestQuery), async (c) =>
    c.json(await listAccessRequests(c.get("ctx"), c.req.param("nodeId"), c.req.valid("query")), 200),
  )
  .post("/nodes/:nodeId/access-requests/:requestId/grant", jsonBody(accessGrant), async (c) => {
    const { nodeId, requestId } = c.req.param();
    return c.json(await grantAccess(c.get("ctx"), nodeId, requestId, c.req.valid("json")), 200);
  })
  .post("/nodes/:nodeId/access-requests/:requestId/decline", async (c) => {
    const { nodeId, requestId } = c.req.param();
    return c.json(await declineAccess(c.get("ctx"), nodeId, requestId), 200);
  });
