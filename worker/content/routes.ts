import { Hono } from "hono";
import { nodeChange, nodeCreation, nodeQuery } from "../../shared/api/nodes.ts";
import type { AppEnv } from "../context.ts";
import { jsonBody, query } from "../http/validate.ts";
import { readNode, renameNode, trashNode } from "./change-node.ts";
import { createNode } from "./create-node.ts";
import { listNodes } from "./list-nodes.ts";

export const contentRoutes = new Hono<AppEnv>()
  .post("/workspaces/:workspaceId/nodes", jsonBody(nodeCreation), async (c) =>
    c.json(await createNode(c.get("ctx"), c.req.param("workspaceId"), c.req.valid("json")), 201),
  )
  .get("/workspaces/:workspaceId/nodes", query(nodeQuery), async (c) =>
    c.json(await listNodes(c.get("ctx"), c.req.param("workspaceId"), c.req.valid("query")), 200),
  )
  .get("/nodes/:nodeId", async (c) => c.json(await readNode(c.get("ctx"), c.req.param("nodeId")), 200))
  .patch("/nodes/:nodeId", jsonBody(nodeChange), async (c) =>
    c.json(await renameNode(c.get("ctx"), c.req.param("nodeId"), c.req.valid("json").title), 200),
  )
  .delete("/nodes/:nodeId", async (c) => {
    await trashNode(c.get("ctx"), c.req.param("nodeId"));
    return c.body(null, 204);
  });
