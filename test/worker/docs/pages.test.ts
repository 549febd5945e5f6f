import { beforeAll, describe, expect, it } from "vitest";
import { PROBLEMS } from "../../../shared/problem.ts";
import { api, request } from "../../support/client.ts";

let reference = "";
let errors = "";
let policy = "";

beforeAll(async () => {
  const answer = await request("GET", "/docs");
  expect(answer.status).toBe(200);
  reference = answer.text;
  policy = answer.headers.get("Content-Security-Policy") ?? "";
  errors = (await request("GET", "/docs/errors")).text;
});

const idsOf = (html: string) => [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id = ""]) => id);
const linksOf = (html: string) => [...html.matchAll(/<a[^>]*\shref="([^"]+)"/g)].map(([, to = ""]) => to);

describe("/docs", () => {
  it("has a place of its own for each route of the document, and says its address", async () => {
    const { paths } = (await api("GET", "/openapi.json")).body as {
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    const ids = idsOf(reference);
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
    for (const { operationId } of operations) expect(ids).toContain(operationId);
    const told = reference.replaceAll("<wbr/>", "");
    for (const path of Object.keys(paths)) expect(told).toContain(`</b>${path}</p>`);
  });

  it("has no two places of one name, and no link into nowhere", () => {
    const ids = idsOf(reference);
    expect(ids.length).toBe(new Set(ids).size);
    const inside = linksOf(reference).filter((to) => to.startsWith("#"));
    expect(inside.length).toBeGreaterThan(200);
    for (const to of inside) expect(ids).toContain(to.slice(1));
    const toErrors = linksOf(reference).filter((to) => to.startsWith("/docs/errors#"));
    for (const to of toErrors) expect(idsOf(errors)).toContain(to.split("#")[1]);
  });

  it("says of each route which headers it takes", async () => {
    const { paths, components } = (await api("GET", "/openapi.json")).body;
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods as object));
    const named = operations.flatMap(({ operationId, parameters = [] }) =>
      parameters.flatMap(({ $ref }: { $ref?: string }) =>
        $ref ? [[operationId, components.parameters[$ref.split("/").at(-1) ?? ""].name]] : [],
      ),
    );
    expect(new Set(named.map(([, name]) => name))).toEqual(new Set(["Idempotency-Key", "If-Match", "If-None-Match"]));
    for (const [id, name] of named) {
      const [, section = ""] =
        new RegExp(`<section class="call" id="${id}"([\\s\\S]*?)</section>`).exec(reference) ?? [];
      expect([id, section]).toEqual([id, expect.stringContaining(name)]);
    }
  });

  it("is read without script, in English, under the policy of the other pages", () => {
    expect(reference).toMatch(/^<!doctype html><html lang="en">/);
    expect(reference).not.toMatch(/<script|\sstyle="|\son\w+="/);
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]{43}='; img-src 'self' data:;/);
    expect(policy).not.toContain("unsafe");
    expect(policy).not.toContain("script-src");
  });
});

describe("/docs/errors", () => {
  it("tells of every code", () => {
    expect(idsOf(errors)).toEqual(expect.arrayContaining(Object.keys(PROBLEMS)));
  });

  it("is where a problem's type leads", async () => {
    const { type } = (await api("GET", "/nothing")).body;
    const { pathname, hash } = new URL(type);
    expect([pathname, hash]).toEqual(["/docs/errors", "#unauthenticated"]);
    expect((await request("GET", pathname)).text).toContain(`id="${hash.slice(1)}"`);
  });
});
