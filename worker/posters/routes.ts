import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { posterQuery } from "../../shared/api/posters.ts";
import { POSTER_MAX_BYTES } from "../../shared/limits.ts";
import type { AppEnv } from "../context.ts";
import { Problem } from "../http/problem.ts";
import { query } from "../http/validate.ts";
import { putPoster } from "./put-poster.ts";

const pictureLimit = bodyLimit({
  maxSize: POSTER_MAX_BYTES,
  onError: () => {
    throw new Problem("payload_too_large");
  },
});

export const posterRoutes = new Hono<AppEnv>().put(
  "/nodes/:nodeId/poster",
  pictureLimit,
  query(posterQuery),
  async (c) => {
    const { width } = c.req.valid("query");
    const { poster, isNew } = await putPoster(c.get("ctx"), c.req.param("nodeId"), width, c.req.raw);
    return c.json(poster, isNew ? 201 : 200);
  },
);
