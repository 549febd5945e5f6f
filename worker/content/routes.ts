import { Hono } from "hono";
import { explainQuery, nodeAccess, nodeChange, nodeCreation, nodeQuery, trashQuery } from "../../shared/api/nodes.ts";
import type { AppEnv } from "../context.ts";
import { jsonBody, query } from "../http/validate.ts";
import { jsonTagged, onlyExpected, unlessKnown } from "../http/versions.ts";
import { changeNode } from "./change-node.ts";
import { createNode } from "./create-node.ts";
import { listNodes } from "./list-nodes.ts";
import { listTrash } from "./list-trash.ts";
import { explainAccess, readNodeAccess } from "./read-access.ts";
import { readNode } from "./read-node.ts";
import { setNodeAccess } from "./set-access.ts";
import { restoreNode, trashNode } from "./trash-node.ts";

export const contentRoutes = new Hono<AppEnv>()
  .post("/workspaces/:workspaceId/nodes", jsonBody(nodeCreation), async (c) =>
    jsonTagged(c, await createNode(c.get("ctx"), c.req.param("workspaceId"), c.req.valid("json")), 201),
  )
  .get("/workspaces/:workspaceId/nodes", query(nodeQuery), async (c) =>
    c.json(await listNodes(c.get("ctx"), c.req.param("workspaceId"), c.req.valid("query")), 200),
  )
  .get("/workspaces/:workspaceId/trash", query(trashQuery), async (c) =>
    c.json(await listTrash(c.get("ctx"), c.req.param("workspaceId"), c.req.valid("query")), 200),
  )
  .get("/nodes/:nodeId", unlessKnown, async (c) =>
    jsonTagged(c, await readNode(c.get("ctx"), c.req.param("nodeId")), 200),
  )
  .patch("/nodes/:nodeId", jsonBody(nodeChange), onlyExpected, async (c) => {
    const { expected } = c.req.valid("header");
    return jsonTagged(c, await changeNode(c.get("ctx"), c.req.param("nodeId"), c.req.valid("json"), expected), 200);
  })
  .delete("/nodes/:nodeId", async (c) => {
    await trashNode(c.get("ctx"), c.req.param("nodeId"));
    return c.body(null, 204);
  })
  .post("/nodes/:nodeId/restore", async (c) => c.json(await restoreNode(c.get("ctx"), c.req.param("nodeId")), 200))
  .get("/nodes/:nodeId/access", unlessKnown, async (c) =>
    jsonTagged(c, await readNodeAccess(c.get("ctx"), c.req.param("nodeId")), 200),
  )
  .put("/nodes/:nodeId/access", jsonBody(nodeAccess), onlyExpected, async (c) => {
    const { expected } = c.req.valid("header");
    return jsonTagged(c, await setNodeAccess(c.get("ctx"), c.req.param("nodeId"), c.req.valid("json"), expected), 200);
  })
  .get("/nodes/:nodeId/access/explain", query(explainQuery), async (c) =>
    c.json(await explainAccess(c.get("ctx"), c.req.param("nodeId"), c.req.valid("query").membershipId), 200),
  );
