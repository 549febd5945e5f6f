import { Hono } from "hono";
import { planChange, workspaceChange, workspaceCreation } from "../../shared/api/workspaces.ts";
import type { AppEnv } from "../context.ts";
import { jsonBody } from "../http/validate.ts";
import { changeWorkspace, readWorkspace } from "./change-workspace.ts";
import { createWorkspace } from "./create-workspace.ts";
import { changePlan, readPlan } from "./plan.ts";

export const workspaceRoutes = new Hono<AppEnv>()
  .post("/workspaces", jsonBody(workspaceCreation), async (c) =>
    c.json(await createWorkspace(c.get("ctx"), c.req.valid("json")), 201),
  )
  .get("/workspaces/:workspaceId", async (c) =>
    c.json(await readWorkspace(c.get("ctx"), c.req.param("workspaceId")), 200),
  )
  .patch("/workspaces/:workspaceId", jsonBody(workspaceChange), async (c) =>
    c.json(await changeWorkspace(c.get("ctx"), c.req.param("workspaceId"), c.req.valid("json")), 200),
  )
  .get("/workspaces/:workspaceId/plan", async (c) =>
    c.json(await readPlan(c.get("ctx"), c.req.param("workspaceId")), 200),
  )
  .put("/workspaces/:workspaceId/plan", jsonBody(planChange), async (c) =>
    c.json(await changePlan(c.get("ctx"), c.req.param("workspaceId"), c.req.valid("json")), 200),
  );
