import { Hono } from "hono";
import { captionsKindQuery, captionsListQuery, captionsQuery } from "../../shared/api/captions.ts";
import { CAPTIONS_MAX_BYTES } from "../../shared/limits.ts";
import { listChapters } from "../chapters/list-chapters.ts";
import { readChapters } from "../chapters/read-chapters.ts";
import type { AppEnv } from "../context.ts";
import { limitBody } from "../http/limit-body.ts";
import { query } from "../http/validate.ts";
import { onlyExpected, TAGGED, unlessKnown } from "../http/versions.ts";
import { deleteCaptions } from "./delete-captions.ts";
import { listCaptions } from "./list-captions.ts";
import { putCaptions } from "./put-captions.ts";
import { readCaptions } from "./read-captions.ts";

const fileLimit = limitBody(CAPTIONS_MAX_BYTES);

export const captionRoutes = new Hono<AppEnv>()
  .get("/videos/:nodeId/captions", query(captionsListQuery), async (c) => {
    const asked = c.req.valid("query");
    const list = asked.kind === "chapters" ? listChapters : listCaptions;
    return c.json(await list(c.get("ctx"), c.req.param("nodeId"), asked), 200);
  })
  .put("/videos/:nodeId/captions/:lang", fileLimit, query(captionsQuery), onlyExpected, async (c) => {
    const { nodeId, lang } = c.req.param();
    const file = { type: c.req.header("Content-Type") ?? "", arrayBuffer: () => c.req.arrayBuffer() };
    const { expected } = c.req.valid("header");
    const put = await putCaptions(c.get("ctx"), nodeId, lang, c.req.valid("query"), file, expected);
    return c.json(put.captions, put.isNew ? 201 : 200, { ETag: put.etag, "Cache-Control": TAGGED });
  })
  .get("/videos/:nodeId/captions/:lang", query(captionsKindQuery), unlessKnown, (c) => {
    const { nodeId, lang } = c.req.param();
    const read = c.req.valid("query").kind === "chapters" ? readChapters : readCaptions;
    return read(c.get("ctx"), nodeId, lang);
  })
  .delete("/videos/:nodeId/captions/:lang", query(captionsKindQuery), onlyExpected, async (c) => {
    const { nodeId, lang } = c.req.param();
    await deleteCaptions(c.get("ctx"), nodeId, lang, c.req.valid("query").kind, c.req.valid("header").expected);
    return c.body(null, 204);
  });
