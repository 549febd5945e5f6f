import { Hono } from "hono";
import { posterQuery } from "../../shared/api/posters.ts";
import { POSTER_MAX_BYTES } from "../../shared/limits.ts";
import type { AppEnv } from "../context.ts";
import { limitBody } from "../http/limit-body.ts";
import { query } from "../http/validate.ts";
import { putPoster } from "./put-poster.ts";

const pictureLimit = limitBody(POSTER_MAX_BYTES);

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
