import { Hono } from "hono";
import { planChange, workspaceChange, workspaceCreation } from "../../shared/api/workspaces.ts";
import type { AppEnv } from "../context.ts";
import { jsonBody } from "../http/validate.ts";
import { jsonTagged, onlyExpected, unlessKnown } from "../http/versions.ts";
import { changeWorkspace, readWorkspace } from "./change-workspace.ts";
import { createWorkspace } from "./create-workspace.ts";
import { deleteWorkspace } from "./delete-workspace.ts";
import { changePlan, readPlan } from "./plan.ts";

export const workspaceRoutes = new Hono<AppEnv>()
  .post("/workspaces", jsonBody(workspaceCreation), async (c) =>
    jsonTagged(c, await createWorkspace(c.get("ctx"), c.req.valid("json")), 201),
  )
  .get("/workspaces/:workspaceId", unlessKnown, async (c) =>
    jsonTagged(c, await readWorkspace(c.get("ctx"), c.req.param("workspaceId")), 200),
  )
  .patch("/workspaces/:workspaceId", jsonBody(workspaceChange), onlyExpected, async (c) => {
    const { expected } = c.req.valid("header");
    const changed = await changeWorkspace(c.get("ctx"), c.req.param("workspaceId"), c.req.valid("json"), expected);
    return jsonTagged(c, changed, 200);
  })
  .delete("/workspaces/:workspaceId", async (c) => {
    await deleteWorkspace(c.get("ctx"), c.req.param("workspaceId"));
    return c.body(null, 204);
  })
  .get("/workspaces/:workspaceId/plan", unlessKnown, async (c) =>
    jsonTagged(c, await readPlan(c.get("ctx"), c.req.param("workspaceId")), 200),
  )
  .put("/workspaces/:workspaceId/plan", jsonBody(planChange), onlyExpected, async (c) => {
    const { expected } = c.req.valid("header");
    const changed = await changePlan(c.get("ctx"), c.req.param("workspaceId"), c.req.valid("json"), expected);
    return jsonTagged(c, changed, 200);
  });
