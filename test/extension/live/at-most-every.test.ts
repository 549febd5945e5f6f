import { expect, test, vi } from "vitest";
import { atMostEvery } from "../../../extension/live/at-most-every.ts";

test("works at once, then once an interval, and never loses the last word", () => {
  vi.useFakeTimers();
  const work = vi.fn();
  const ask = atMostEvery(1_000, work);
  ask();
  expect(work).toHaveBeenCalledTimes(1);
  ask();
  ask();
  vi.advanceTimersByTime(999);
  expect(work).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1);
  expect(work).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(5_000);
  expect(work).toHaveBeenCalledTimes(2);
  ask();
  expect(work).toHaveBeenCalledTimes(3);
  vi.useRealTimers();
});
