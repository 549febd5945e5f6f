import { type Context, Hono } from "hono";
import type { AppEnv } from "../context.ts";
import { Problem } from "../http/problem.ts";
import { TUS_SPOKEN, tusAbilities } from "./answer-upload.ts";
import { beginUpload, continueUpload, requireUploader } from "./carry-upload.ts";

const ALL = "/nodes/:nodeId/uploads";
const ONE = "/nodes/:nodeId/uploads/:uploadId";

export const uploadRoutes = new Hono<AppEnv>()
  .use(`${ALL}/*`, async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(TUS_SPOKEN)) c.res.headers.set(name, value);
  })
  .post(ALL, (c) => beginUpload(c.get("ctx"), c.req.param("nodeId"), c.req.raw))
  .patch(ONE, (c) => carryOn(c, c.req.param("nodeId"), c.req.param("uploadId")))
  .delete(ONE, (c) => carryOn(c, c.req.param("nodeId"), c.req.param("uploadId")))
  // Hono answers HEAD from the GET route; there is nothing here to GET.
  .get(ONE, (c) => carryOn(c, c.req.param("nodeId"), c.req.param("uploadId")))
  .options(ALL, (c) => abilities(c, c.req.param("nodeId")))
  .options(ONE, (c) => abilities(c, c.req.param("nodeId")));

async function carryOn(c: Context<AppEnv>, nodeId: string, uploadId: string): Promise<Response> {
  if (c.req.raw.method === "GET") {
    await requireUploader(c.get("ctx"), nodeId);
    throw new Problem("not_found");
  }
  return continueUpload(c.get("ctx"), nodeId, uploadId, c.req.raw);
}

async function abilities(c: Context<AppEnv>, nodeId: string): Promise<Response> {
  const kind = await requireUploader(c.get("ctx"), nodeId);
  return new Response(null, { status: 204, headers: tusAbilities(kind) });
}
