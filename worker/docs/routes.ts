import { Hono } from "hono";
import type { AppEnv } from "../context.ts";
import errorsHtml from "./errors.html.gz";
import openApi from "./openapi.json.gz";
import { packedPage } from "./packed-page.ts";
import referenceHtml from "./reference.html.gz";
import { servePacked } from "./serve-packed.ts";

const document = servePacked(openApi, "application/json");
const reference = packedPage(referenceHtml);
const errors = packedPage(errorsHtml);

export const docsRoutes = new Hono<AppEnv>().get("/openapi.json", (c) => document(c.req.raw));

export const docsPageRoutes = new Hono<AppEnv>()
  .get("/docs", (c) => reference(c.req.raw))
  .get("/docs/errors", (c) => errors(c.req.raw));
