import { Hono } from "hono";
import type { AppEnv } from "../context.ts";
import { jsonTagged, onlyExpected, unlessKnown } from "../http/versions.ts";
import { listVersions } from "./list-versions.ts";
import { versionIn } from "./require-upload.ts";
import { restoreVersion } from "./restore-version.ts";

export const versionRoutes = new Hono<AppEnv>()
  .get("/videos/:nodeId/versions", unlessKnown, async (c) =>
    jsonTagged(c, await listVersions(c.get("ctx"), c.req.param("nodeId")), 200),
  )
  .post("/videos/:nodeId/versions/:version/restore", onlyExpected, async (c) => {
    const wanted = { version: versionIn(c.req.param("version")), ...c.req.valid("header") };
    return jsonTagged(c, await restoreVersion(c.get("ctx"), c.req.param("nodeId"), wanted), 200);
  });
