import { problemDocument } from "../../shared/api/answers/problem-document.ts";
import { en } from "../../shared/i18n/en.ts";
import { IDEMPOTENCY_KEY_MAX } from "../../shared/limits.ts";
import { PROBLEMS, type ProblemCode } from "../../shared/problem.ts";
import { REFERENCES } from "../../worker/reference.ts";
import { HEADERS } from "./headers.ts";
import { INTRODUCTION } from "./introduction.ts";
import { type Components, type JsonSchema, writeSchema } from "./json-schema.ts";
import { type Message, writeMessages } from "./messages.ts";
import { type Operation, writeOperation } from "./operation.ts";
import { BASE } from "./paths.ts";
import { refusalsOf } from "./refusals.ts";
import { type ApiRoute, apiRoutes } from "./routes.ts";

export type Document = {
  openapi: "3.1.1";
  info: Record<string, unknown>;
  servers: { url: string; description: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  webhooks: Record<string, { post: Message }>;
  components: { schemas: Record<string, JsonSchema> } & Record<string, Record<string, unknown>>;
};

/** The API as an OpenAPI 3.1 document, from the router, its schemas and what stands beside the routes. */
export function openApiDocument(version: string): Document {
  const components: Components = new Map();
  writeSchema(problemDocument, components);
  const webhooks = writeMessages(components);
  const paths: Document["paths"] = {};
  const routes = apiRoutes();
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: writeOperation(route, components) };
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Foyer API",
      version,
      summary: "Bring your people into a workspace, and decide who may watch its videos.",
      description: Object.entries(INTRODUCTION)
        .map(([heading, text]) => `## ${heading}\n\n${text}`)
        .join("\n\n"),
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: BASE, description: "Where this document was read." }],
    tags: REFERENCES.map(({ tag, about }) => ({ name: tag, description: about })),
    paths,
    webhooks,
    components: {
      schemas: Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))),
      securitySchemes: SECURITY,
      headers: Object.fromEntries(Object.entries(HEADERS).map(([name, { name: _, ...header }]) => [name, header])),
      examples: Object.fromEntries(answered(routes).map((code) => [code, problemExample(code)])),
      parameters: { IdempotencyKey: IDEMPOTENCY_KEY, IfMatch: IF_MATCH, IfNoneMatch: IF_NONE_MATCH },
    },
  };
}

const SECURITY = {
  accessToken: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: "An access token of a person who signed in. It lives ten minutes.",
  },
  apiKey: {
    type: "http",
    scheme: "bearer",
    description: "An API key, sent as a bearer token. Needs the scope that the route names.",
  },
  session: {
    type: "apiKey",
    in: "cookie",
    name: "__Host-foyer_session",
    description: "The session cookie of Foyer's own pages. Whatever changes something must come from them.",
  },
};

const IDEMPOTENCY_KEY = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description: "A text of your own, such as a UUID. A repeat with the same within 24 hours gets the first answer.",
  schema: { type: "string", pattern: `^[\\x21-\\x7e]{1,${IDEMPOTENCY_KEY_MAX}}$` },
  example: "0b9f0f0e-6f1f-4c9b-9f57-3f5b8a2f1c11",
};

const TAG = HEADERS.ETag?.example;

const IF_MATCH = {
  name: "If-Match",
  in: "header",
  required: false,
  description:
    "The `ETag` that was read, or several, or `*`. Where another version is there by now, nothing is written.",
  schema: { type: "string" },
  example: TAG,
};

const IF_NONE_MATCH = {
  name: "If-None-Match",
  in: "header",
  required: false,
  description: "The `ETag` of what one has. Where it is so still, the answer is 304 and has no body.",
  schema: { type: "string" },
  example: TAG,
};

/** The codes that some route refuses with, in the order of the registry. */
function answered(routes: ApiRoute[]): ProblemCode[] {
  const refused = new Set(routes.flatMap(refusalsOf));
  return (Object.keys(PROBLEMS) as ProblemCode[]).filter((code) => refused.has(code));
}

function problemExample(code: ProblemCode) {
  return {
    summary: en[`problem.${code}`],
    value: {
      type: `https://foyer.example/docs/errors#${code}`,
      title: en[`problem.${code}`],
      status: PROBLEMS[code],
      code,
      instance: "req_4d1f0f6f8f4e4a0d9d6d2b8f4c3e2a10",
      ...(code === "invalid_request"
        ? { errors: [{ pointer: "/name", code: "required", detail: "This field is required." }] }
        : {}),
      ...(code === "seats_in_use" ? { inUse: 12 } : {}),
      ...(code === "request_decided" ? { outcome: "approved" } : {}),
    },
  };
}
