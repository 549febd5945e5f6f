import type * as v from "valibot";
import { PROBLEMS, type ProblemCode } from "../../shared/problem.ts";
import { SCOPE_OF_ROUTE } from "../../worker/api-keys/scope-of-route.ts";
import type { Answer } from "../../worker/http/reference.ts";
import { headersNamed } from "./headers.ts";
import { type Components, type JsonSchema, writeSchema } from "./json-schema.ts";
import { PATH_PARAMETERS } from "./path-parameters.ts";
import { bytesOf, fullName, isOpen, isRepeatable, refusalsOf } from "./refusals.ts";
import type { ApiRoute } from "./routes.ts";
import { sampleOf } from "./sample.ts";

export type Content = Record<string, { schema: JsonSchema; example?: unknown; examples?: unknown }>;
export type OneAnswer = { description: string; headers: Record<string, unknown>; content?: Content };

export type Operation = {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  security: Record<string, string[]>[];
  parameters?: unknown[];
  requestBody?: { required: boolean; description?: string; content: Content };
  responses: Record<string, OneAnswer>;
};

const PHRASES: Record<string, string> = {
  200: "Done",
  201: "Made",
  202: "Accepted",
  204: "Done; there is nothing to say",
  304: "As you have it",
};

/** One route as an Operation Object (OpenAPI 3.1, section 4.8.10). */
export function writeOperation(route: ApiRoute, components: Components): Operation {
  const { described, tag } = route;
  const parameters = parametersOf(route, components);
  const requestBody = bodyOf(route, components);
  return {
    operationId: described.id,
    tags: [tag],
    summary: described.summary,
    ...(described.description === undefined ? {} : { description: described.description }),
    security: securityOf(route),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(requestBody ? { requestBody } : {}),
    responses: { ...answersOf(route, components), ...problemsOf(route) },
  };
}

/** An API key goes where the table of scopes says, with the scope it needs; what stands in it not, no key may call. */
function securityOf(route: ApiRoute): Operation["security"] {
  if (isOpen(route)) return [{}];
  const scope = SCOPE_OF_ROUTE[fullName(route.name)];
  return [{ accessToken: [] }, ...(scope === undefined ? [] : [{ apiKey: [scope] }]), { session: [] }];
}

function parametersOf(route: ApiRoute, components: Components): unknown[] {
  const { described, path, told } = route;
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => {
    const known = PATH_PARAMETERS[name];
    if (!known) throw new Error(`Say what :${name} of ${path} is in scripts/openapi/path-parameters.ts.`);
    const schema = writeSchema(known.schema, components);
    return parameter("path", name, true, { ...schema, description: known.description }, components);
  });
  const query = told.query ? writeSchema(told.query, components) : {};
  const inQuery = Object.entries((query.properties ?? {}) as Record<string, JsonSchema>).map(([name, schema]) =>
    parameter("query", name, query.required?.includes(name) ?? false, schema, components),
  );
  const inHeader = Object.entries(described.headers ?? {}).map(
    ([name, { description, required = false, example }]) => ({
      ...{ name, in: "header", required, description, schema: { type: "string" }, example },
    }),
  );
  const repeatable = isRepeatable(route) ? [{ $ref: "#/components/parameters/IdempotencyKey" }] : [];
  const conditional = CONDITIONS[route.told.version ?? "none"].map((name) => ({
    $ref: `#/components/parameters/${name}`,
  }));
  return [...inPath, ...inQuery, ...inHeader, ...repeatable, ...conditional];
}

const CONDITIONS = { none: [], read: ["IfNoneMatch"], change: ["IfMatch"] };

const QUERY_SAID: Record<string, string> = {
  limit: "How many a page has at most.",
  cursor: "The `nextCursor` of the page before.",
};

function parameter(where: string, name: string, required: boolean, whole: JsonSchema, components: Components) {
  const { description = QUERY_SAID[name], ...schema } = whole;
  return {
    ...{ name, in: where, required },
    ...(description === undefined ? {} : { description }),
    schema,
    ...(required ? { example: sampleOf(whole, components, name) } : {}),
  };
}

function bodyOf(route: ApiRoute, components: Components): Operation["requestBody"] {
  const { described, told } = route;
  const description = `At most ${bytesOf(route).toLocaleString("en")} bytes.`;
  if (described.bytes) {
    const isUpload = route.path.includes("/uploads");
    const content = Object.fromEntries(described.bytes.map((type) => [type, { schema: {} }]));
    return { required: true, ...(isUpload ? {} : { description }), content };
  }
  if (!told.body) return undefined;
  const required = told.body.type !== "optional";
  const schema = writeSchema(told.body, components);
  const { default: _, ...written } = schema;
  return {
    required,
    description,
    content: { "application/json": { schema: written, example: sampleOf(written, components) } },
  };
}

function answersOf(route: ApiRoute, components: Components): Record<string, OneAnswer> {
  const { answers, tells = {} } = route.described;
  const told = Object.fromEntries(
    Object.entries(tells).map(([name, description]) => [name, { description, schema: { type: "string" } }]),
  );
  const { version } = route.told;
  const all = version === "read" ? { ...answers, 304: null } : answers;
  return Object.fromEntries(
    Object.entries(all).map(([status, answer]) => {
      const content = contentOf(answer, components);
      const tells = [
        isRepeatable(route) ? ["IdempotentReplayed"] : [],
        version && status !== "204" ? ["ETag"] : [],
      ].flat();
      const file = status === "200" ? route.told.file : undefined;
      return [
        status,
        {
          description: PHRASES[status] ?? "",
          headers: { ...headersNamed(...tells), ...told },
          ...(content || file
            ? { content: { ...content, ...(file === undefined ? {} : { [file]: { schema: { type: "string" } } }) } }
            : {}),
        },
      ];
    }),
  );
}

function contentOf(answer: Answer, components: Components): Content | undefined {
  if (answer === null) return undefined;
  if (typeof answer === "string") return { [answer]: { schema: { type: "string" } } };
  const schema = writeSchema(answer as v.GenericSchema, components);
  return { "application/json": { schema, example: sampleOf(schema, components) } };
}

/** Refusals by status, each with the codes that this route may give under it. */
function problemsOf(route: ApiRoute): Record<string, OneAnswer> {
  const byStatus = Map.groupBy(refusalsOf(route), (code) => PROBLEMS[code]);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\``).join(", "),
        headers: headersNamed(...(status === 429 || status === 503 ? ["RetryAfter"] : [])),
        content: { "application/problem+json": problemContent(codes) },
      },
    ]),
  );
}

function problemContent(codes: ProblemCode[]): Content[string] {
  return {
    schema: { $ref: "#/components/schemas/Problem", properties: { code: { enum: codes } } },
    examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
  };
}
