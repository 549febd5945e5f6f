import { expect, it } from "vitest";
import { resumeAt } from "../../../shared/watch/resume.ts";

it.each([
  [undefined, 600, undefined],
  [5, 600, undefined],
  [15, 600, 15],
  [300, 600, 300],
  [585, 600, 585],
  [590, 600, undefined],
  [700, 600, undefined],
  [20, 25, undefined],
  [300, Number.NaN, undefined],
  [300, Number.POSITIVE_INFINITY, undefined],
  [Number.NaN, 600, undefined],
])("stopped at %j of %j: goes on at %j", (kept, duration, at) => {
  expect(resumeAt(kept, duration)).toBe(at);
});
