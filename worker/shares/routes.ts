import { Hono } from "hono";
import { publication, shareChange, shareListQuery, slugQuery } from "../../shared/api/shares.ts";
import { sharePolicyChange } from "../../shared/api/workspaces.ts";
import type { AppEnv } from "../context.ts";
import { jsonBody, query } from "../http/validate.ts";
import { jsonTagged, onlyExpected, unlessKnown } from "../http/versions.ts";
import { changeShare, endShare } from "./change-share.ts";
import { createShare } from "./create-share.ts";
import { endNodeShares, endWorkspaceShares } from "./end-shares.ts";
import { findShareBySlug, listNodeShares, listWorkspaceShares, readShare } from "./list-shares.ts";
import { previewSharePolicy } from "./preview-policy.ts";

export const shareRoutes = new Hono<AppEnv>()
  .get("/shares", query(slugQuery), async (c) =>
    c.json(await findShareBySlug(c.get("ctx"), c.req.valid("query").slug), 200),
  )
  .get("/nodes/:nodeId/shares", query(shareListQuery), async (c) =>
    c.json(await listNodeShares(c.get("ctx"), c.req.param("nodeId"), c.req.valid("query")), 200),
  )
  .post("/nodes/:nodeId/shares", jsonBody(publication), async (c) =>
    jsonTagged(c, await createShare(c.get("ctx"), c.req.param("nodeId"), c.req.valid("json")), 201),
  )
  .get("/workspaces/:workspaceId/shares", query(shareListQuery), async (c) =>
    c.json(await listWorkspaceShares(c.get("ctx"), c.req.param("workspaceId"), c.req.valid("query")), 200),
  )
  .delete("/nodes/:nodeId/shares", async (c) => {
    await endNodeShares(c.get("ctx"), c.req.param("nodeId"));
    return c.body(null, 204);
  })
  .delete("/workspaces/:workspaceId/shares", async (c) => {
    await endWorkspaceShares(c.get("ctx"), c.req.param("workspaceId"));
    return c.body(null, 204);
  })
  .post("/workspaces/:workspaceId/share-policy/preview", jsonBody(sharePolicyChange), async (c) =>
    c.json(await previewSharePolicy(c.get("ctx"), c.req.param("workspaceId"), c.req.valid("json")), 200),
  )
  .get("/shares/:shareId", unlessKnown, async (c) =>
    jsonTagged(c, await readShare(c.get("ctx"), c.req.param("shareId")), 200),
  )
  .patch("/shares/:shareId", jsonBody(shareChange), onlyExpected, async (c) => {
    const { expected } = c.req.valid("header");
    const changed = await changeShare(c.get("ctx"), c.req.param("shareId"), c.req.valid("json"), { expected });
    return jsonTagged(c, changed, 200);
  })
  .delete("/shares/:shareId", async (c) => {
    await endShare(c.get("ctx"), c.req.param("shareId"));
    return c.body(null, 204);
  });
