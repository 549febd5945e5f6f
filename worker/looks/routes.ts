import { Hono } from "hono";
import { LOGO_MAX_BYTES } from "../../shared/limits.ts";
import type { AppEnv } from "../context.ts";
import { limitBody } from "../http/limit-body.ts";
import { deleteLogo, putLogo } from "./put-logo.ts";

const pictureLimit = limitBody(LOGO_MAX_BYTES);

export const lookRoutes = new Hono<AppEnv>()
  .put("/workspaces/:workspaceId/logo", pictureLimit, async (c) =>
    c.json(await putLogo(c.get("ctx"), c.req.param("workspaceId"), c.req.raw), 200),
  )
  .delete("/workspaces/:workspaceId/logo", async (c) => {
    await deleteLogo(c.get("ctx"), c.req.param("workspaceId"));
    return c.body(null, 204);
  });
