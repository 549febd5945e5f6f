import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { permissionsDocument } from "../../scripts/permissions-document.ts";

it("docs/permissions.md is what the policy says", () => {
  expect(readFileSync("docs/permissions.md", "utf8")).toBe(permissionsDocument());
});
