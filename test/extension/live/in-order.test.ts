import { expect, test } from "vitest";
import { inOrder } from "../../../extension/live/in-order.ts";

test("an answer is taken as it comes, and never after one that was asked for later", () => {
  const begin = inOrder();
  const [first, second, third] = [begin(), begin(), begin()];
  expect(first()).toBe(true);
  expect(third()).toBe(true);
  expect(second()).toBe(false);
  expect(first()).toBe(false);
  expect(third()).toBe(true);
  expect(begin()()).toBe(true);
  expect(third()).toBe(false);
});
