import * as v from "valibot";
import type { Reference } from "../http/reference.ts";
import type { docsRoutes } from "./routes.ts";

export const docsReference: Reference<typeof docsRoutes> = {
  tag: "This reference",
  about: "The API, as programs read it.",
  routes: {
    "GET /openapi.json": {
      id: "readOpenApi",
      summary: "Read this document",
      description: "OpenAPI 3.1. Ask with `If-None-Match` whether it changed.",
      answers: { 200: v.record(v.string(), v.unknown()), 304: null },
      tells: { ETag: "What it says, to ask whether it changed." },
    },
  },
};
