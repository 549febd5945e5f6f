import { Hono } from "hono";
import { captionsListQuery, captionsQuery } from "../../shared/api/captions.ts";
import { CAPTIONS_MAX_BYTES } from "../../shared/limits.ts";
import type { AppEnv } from "../context.ts";
import { limitBody } from "../http/limit-body.ts";
import { query } from "../http/validate.ts";
import { deleteCaptions } from "./delete-captions.ts";
import { listCaptions } from "./list-captions.ts";
import { putCaptions } from "./put-captions.ts";
import { readCaptions } from "./read-captions.ts";

const fileLimit = limitBody(CAPTIONS_MAX_BYTES);

export const captionRoutes = new Hono<AppEnv>()
  .get("/videos/:nodeId/captions", query(captionsListQuery), async (c) =>
    c.json(await listCaptions(c.get("ctx"), c.req.param("nodeId"), c.req.valid("query")), 200),
  )
  .put("/videos/:nodeId/captions/:lang", fileLimit, query(captionsQuery), async (c) => {
    const { nodeId, lang } = c.req.param();
    const file = { type: c.req.header("Content-Type") ?? "", arrayBuffer: () => c.req.arrayBuffer() };
    const { captions, isNew } = await putCaptions(c.get("ctx"), nodeId, lang, c.req.valid("query"), file);
    return c.json(captions, isNew ? 201 : 200);
  })
  .get("/videos/:nodeId/captions/:lang", (c) => readCaptions(c.get("ctx"), c.req.param("nodeId"), c.req.param("lang")))
  .delete("/videos/:nodeId/captions/:lang", async (c) => {
    await deleteCaptions(c.get("ctx"), c.req.param("nodeId"), c.req.param("lang"));
    return c.body(null, 204);
  });
