import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { LOGO_MAX_BYTES } from "../../shared/limits.ts";
import type { AppEnv } from "../context.ts";
import { Problem } from "../http/problem.ts";
import { deleteLogo, putLogo } from "./put-logo.ts";

const pictureLimit = bodyLimit({
  maxSize: LOGO_MAX_BYTES,
  onError: () => {
    throw new Problem("payload_too_large");
  },
});

export const lookRoutes = new Hono<AppEnv>()
  .put("/workspaces/:workspaceId/logo", pictureLimit, async (c) =>
    c.json(await putLogo(c.get("ctx"), c.req.param("workspaceId"), c.req.raw), 200),
  )
  .delete("/workspaces/:workspaceId/logo", async (c) => {
    await deleteLogo(c.get("ctx"), c.req.param("workspaceId"));
    return c.body(null, 204);
  });
