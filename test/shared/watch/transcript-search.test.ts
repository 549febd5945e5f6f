import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cueAt, isFound } from "../../../shared/watch/transcript-search.ts";

describe("the cue of a moment", () => {
  it("is the last that has begun, as looking through all of them finds", () => {
    const cues = fc
      .array(fc.nat(1_000), { maxLength: 40 })
      .map((starts) => starts.sort((a, b) => a - b).map((start) => ({ start, end: start + 1 })));
    fc.assert(
      fc.property(cues, fc.integer({ min: -5, max: 1_005 }), (list, at) => {
        expect(cueAt(list, at)).toBe(list.findLastIndex(({ start }) => start <= at));
      }),
    );
  });
});

describe("searching what is said", () => {
  it.each([
    ["Le printemps est là.", "la PRINTEMPS", true],
    ["Crème brûlée", "creme brulee", true],
    ["ﬁn de partie", "fin", true],
    ["مرحبا بالعالم", "بالعالم", true],
    ["Spring is here.", "spring there", false],
    ["Spring is here.", "", true],
    ["Spring is here.", "  here ", true],
    ["100 % (sure)", "(sure", true],
  ])("%j holds %j: %j", (text, search, found) => {
    expect(isFound(text, search.trim())).toBe(found);
  });
});
