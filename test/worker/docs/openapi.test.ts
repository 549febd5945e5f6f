import { createConfig, lintFromString } from "@redocly/openapi-core";
import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import type { Document } from "../../../scripts/openapi/document.ts";
import type { Content, Operation } from "../../../scripts/openapi/operation.ts";
import { BASE } from "../../../scripts/openapi/paths.ts";
import { apiRoutes, matchRoutes } from "../../../scripts/openapi/routes.ts";
import { TEST_EVENT, WEBHOOK_EVENTS } from "../../../shared/api/webhooks.ts";
import { PROBLEMS } from "../../../shared/problem.ts";
import { SCOPE_OF_ROUTE } from "../../../worker/api-keys/scope-of-route.ts";
import { OPEN_ROUTES } from "../../../worker/http/open-routes.ts";
import { api } from "../../support/client.ts";
import { DocumentSchemas } from "../../support/openapi.ts";
import { ROUTES } from "../../support/routes.ts";

let document: Document;
let text = "";
let operations: [route: string, operation: Operation][] = [];

beforeAll(async () => {
  const answer = await api("GET", "/openapi.json");
  text = answer.text;
  document = answer.body;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase().replace("HEAD", "GET")} ${BASE}${path.replace(/\{(\w+)\}/g, ":$1")}`,
      operation,
    ]),
  );
});

describe("what is described", () => {
  it("is every route of the API that the router knows, and none that it does not", () => {
    const known = ROUTES.filter((route) => route.includes(` ${BASE}/`));
    expect(operations.map(([route]) => route).sort()).toEqual(known.sort());
    expect(known.length).toBeGreaterThan(70);
  });

  it("has an id of its own for each", () => {
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("says of each route the scope that an API key needs, and of no other that a key may call it", () => {
    const scopes = operations.flatMap(([route, { security }]) =>
      security.flatMap(({ apiKey }) => (apiKey ? [[route, apiKey]] : [])),
    );
    const table = Object.entries(SCOPE_OF_ROUTE).filter(([route]) => route.includes(` ${BASE}/`));
    expect(Object.fromEntries(scopes)).toEqual(Object.fromEntries(table.map(([route, scope]) => [route, [scope]])));
  });

  it("asks for no credentials where the route is open, and for some everywhere else", () => {
    const open = operations.filter(([, { security }]) => security.some((one) => Object.keys(one).length === 0));
    expect(open.map(([route]) => route).sort()).toEqual(Object.keys(OPEN_ROUTES).sort());
  });

  it("has every code under its own status", () => {
    for (const [route, { responses }] of operations)
      for (const [status, { content }] of Object.entries(responses)) {
        const problem = content?.["application/problem+json"]?.schema;
        const codes = ((problem?.properties as { code: { enum: string[] } } | undefined)?.code.enum ??
          []) as (keyof typeof PROBLEMS)[];
        for (const code of codes) expect([route, code, String(PROBLEMS[code])]).toEqual([route, code, status]);
      }
  });

  it("gives examples of bodies that the routes themselves take", () => {
    const taken = apiRoutes().flatMap(({ method, path, told }) => {
      const { requestBody } = document.paths[path.replace(/:(\w+)/g, "{$1}")]?.[method.toLowerCase()] ?? {};
      if (!told.body) return [];
      return [[`${method} ${path}`, v.safeParse(told.body, requestBody?.content["application/json"]?.example).issues]];
    });
    expect(taken.filter(([, issues]) => issues !== undefined)).toEqual([]);
    expect(taken.length).toBeGreaterThan(20);
  });

  it("gives examples that its own schemas let pass", () => {
    const schemas = new DocumentSchemas(document);
    let tried = 0;
    for (const [route, { requestBody, responses }] of operations)
      for (const content of [requestBody?.content, ...Object.values(responses).map((answer) => answer.content)])
        for (const { schema, example } of Object.values((content ?? {}) as Content)) {
          if (example === undefined) continue;
          tried += 1;
          expect([route, schemas.mismatches(schema, example)]).toEqual([route, []]);
        }
    expect(tried).toBeGreaterThan(60);
  });
});

describe("what is sent to webhooks", () => {
  it("is every event that an endpoint may listen for, and the test message", () => {
    expect(Object.keys(document.webhooks)).toEqual([...WEBHOOK_EVENTS, TEST_EVENT]);
  });

  it("has examples that its own schemas let pass", () => {
    const schemas = new DocumentSchemas(document);
    for (const { post } of Object.values(document.webhooks)) {
      const { schema, example } = post.requestBody.content["application/json"];
      expect([post.operationId, schemas.mismatches(schema, example)]).toEqual([post.operationId, []]);
    }
  });
});

describe("a route that is not described, or described and not there, stops the build", () => {
  const nothing = { id: "x", summary: "X", answers: {} };

  it("says which, and what to do", () => {
    expect(() => matchRoutes(new Map([["GET /new", {}]]), [])).toThrow(/Not described: GET \/new\.\n.*reference\.ts/);
  });

  it("says where it is described", () => {
    const references = [{ tag: "Gone", about: "", routes: { "GET /gone": nothing } }];
    expect(() => matchRoutes(new Map(), references)).toThrow('GET /gone is described under "Gone"');
  });
});

it("breaks no rule that Redocly recommends", async () => {
  const config = await createConfig({ extends: ["recommended"] });
  const problems = await lintFromString({ source: text, absoluteRef: "openapi.json", config });
  expect(problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`)).toEqual([]);
});

it("Redocly's rules are looked at: a document without ids and servers breaks some", async () => {
  const config = await createConfig({ extends: ["recommended"] });
  const broken = JSON.stringify({ ...document, servers: [], paths: { "/me": { get: { responses: {} } } } });
  const problems = await lintFromString({ source: broken, absoluteRef: "openapi.json", config });
  expect(problems.map(({ ruleId }) => ruleId)).toEqual(
    expect.arrayContaining(["no-empty-servers", "operation-summary"]),
  );
});
