import { expect, test } from "vitest";
import { oneAtATime } from "../../../extension/live/one-at-a-time.ts";

test("a burst of news costs two looks, one after the other", async () => {
  const ends: (() => void)[] = [];
  const look = oneAtATime(() => new Promise<void>((resolve) => ends.push(resolve)));
  for (let n = 0; n < 50; n++) look();
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await expect.poll(() => ends.length).toBe(2);
  ends[1]?.();
  await new Promise((resolve) => setImmediate(resolve));
  expect(ends).toHaveLength(2);
  look();
  expect(ends).toHaveLength(3);
});
