import { expect, test } from "vitest";
import { NODE_KINDS } from "../../../shared/policy/access.ts";
import { covers, isCollection } from "../../../shared/policy/share-coverage.ts";

const step = (everyone: "inherit" | "none" | "view" | "edit", trashedAt: number | null = null) => ({
  everyone,
  trashedAt,
});

test.each([
  ["the shared node itself", [], true],
  ["what stands below it", [step("inherit")], true],
  ["at any depth, whatever everyone gets there", [step("view"), step("edit"), step("inherit")], true],
  ["what is restricted", [step("none"), step("inherit")], false],
  ["what stands below something restricted, though it says view", [step("view"), step("none")], false],
  ["what is in the trash", [step("inherit", 1)], false],
  ["what stands in a folder in the trash", [step("inherit"), step("view", 1)], false],
])("%s", (_, path, expected) => {
  expect(covers(path)).toBe(expected);
});

test("projects and folders are collections", () => {
  expect(NODE_KINDS.filter(isCollection)).toEqual(["project", "folder"]);
});
