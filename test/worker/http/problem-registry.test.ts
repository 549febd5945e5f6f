import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { en } from "../../../shared/i18n/en.ts";
import { fr } from "../../../shared/i18n/fr.ts";
import { PROBLEMS } from "../../../shared/problem.ts";

const CODES = Object.keys(PROBLEMS);
const errors = readFileSync("docs/errors.md", "utf8");
const tests = readdirSync("test", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".test.ts") && !file.endsWith("problem-registry.test.ts"))
  .map((file) => readFileSync(join("test", file), "utf8"))
  .join("\n");

describe.each(CODES)("%s", (code) => {
  it("has a title in both languages", () => {
    expect(Object.keys(en)).toContain(`problem.${code}`);
    expect(Object.keys(fr)).toContain(`problem.${code}`);
  });

  it("has its line in docs/errors.md with its status", () => {
    const status = PROBLEMS[code as keyof typeof PROBLEMS];
    expect(errors).toContain(`| <a id="${code}"></a>\`${code}\` | ${status} |`);
  });

  it("is expected by a test", () => {
    expect(tests).toMatch(new RegExp(`["'\`]${code}["'\`]`));
  });
});

it("the page documents no code that does not exist", () => {
  const documented = [...errors.matchAll(/<a id="(\w+)">/g)].map(([, code]) => code);
  expect(documented.sort()).toEqual([...CODES].sort());
});
