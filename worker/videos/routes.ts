import { Hono } from "hono";
import { publication } from "../../shared/api/shares.ts";
import type { AppEnv } from "../context.ts";
import { jsonBody } from "../http/validate.ts";
import { jsonTagged } from "../http/versions.ts";
import { publishVideo, unpublishVideo } from "./publish-video.ts";

export const videoRoutes = new Hono<AppEnv>()
  .post("/videos/:nodeId/publish", jsonBody(publication), async (c) =>
    jsonTagged(c, await publishVideo(c.get("ctx"), c.req.param("nodeId"), c.req.valid("json")), 200),
  )
  .post("/videos/:nodeId/unpublish", async (c) =>
    jsonTagged(c, await unpublishVideo(c.get("ctx"), c.req.param("nodeId")), 200),
  );
