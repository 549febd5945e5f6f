import { expect, test } from "vitest";
import { halfGoneAt, sampled } from "../../../shared/watch/retention.ts";

const upTo = (length: number) => Array.from({ length }, (_, at) => at);

test.each([
  [8, 40, 8, 1],
  [40, 40, 40, 1],
  [41, 40, 21, 2],
  [600, 40, 40, 15],
  [9_000, 40, 30, 300],
  [1_000_000, 40, 40, 25_200],
])("of %d seconds at most %d: %d, one every %d", (length, most, left, step) => {
  const few = sampled(upTo(length), most);
  expect(few).toHaveLength(left);
  expect(few.slice(0, 2)).toEqual([0, step].slice(0, left));
});

test("of nothing, nothing", () => {
  expect(sampled([], 40)).toEqual([]);
});

test.each([
  ["all see the end", [4, 4, 4], undefined],
  ["one in four does", [4, 4, 3, 2, 1], 3],
  ["exactly half do", [4, 4, 2], 2],
  ["more see the end than the beginning", [1, 4, 4], undefined],
  ["nobody came", [0, 0], undefined],
  ["nothing is known", [], undefined],
])("where half are gone when %s", (_, viewers, at) => {
  expect(halfGoneAt(viewers)).toBe(at);
});
