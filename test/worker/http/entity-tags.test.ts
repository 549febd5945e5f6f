import { describe, expect, test } from "vitest";
import { isKnown, strongTags } from "../../../worker/http/entity-tags.ts";

describe("If-None-Match", () => {
  test.each([
    [null, false],
    ["", false],
    ["*", true],
    [" * ", true],
    ['"a"', true],
    ['W/"a"', true],
    ['"b", W/"a"', true],
    ['"b","a"', true],
    ['"b"', false],
    ['"A"', false],
    ["a", false],
    ['"x,y", "b"', false],
  ])('of "a": %s', (header, is) => {
    expect(isKnown(header, '"a"')).toBe(is);
    expect(isKnown(header, 'W/"a"')).toBe(is);
  });

  test("a tag may have a comma, and be empty", () => {
    expect(isKnown('"b", "x,y"', '"x,y"')).toBe(true);
    expect(isKnown('"x", "y"', '"x,y"')).toBe(false);
    expect(isKnown('""', '""')).toBe(true);
  });
});

test.each([
  [undefined, undefined],
  ["*", "*"],
  ['"a"', ["a"]],
  ['"a", "b" ,"c,d"', ["a", "b", "c,d"]],
  // Weak ones never match here.
  ['W/"a", "b"', ["b"]],
  ['W/"a"', []],
  ["a", []],
  ["", []],
])("If-Match: %s", (header, tags) => {
  expect(strongTags(header)).toEqual(tags);
});
