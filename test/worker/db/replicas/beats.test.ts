import { expect, test } from "vitest";
import { Beats } from "../../../../worker/db/replicas/beats.ts";

const beats = () => new Beats({ lagMs: 250 });

test("a beat I wrote proves all changes from before I asked", () => {
  const mine = beats();
  mine.learn({ beat: 7, wrote: true }, 1_000, 1_040);
  expect([6, 7, 8].map((beat) => mine.seenUntil(beat))).toEqual([Number.NEGATIVE_INFINITY, 1_000, 1_000]);
});

test("a beat that stood already proves nothing, only the next one does: who knows how old it is", () => {
  const others = beats();
  others.learn({ beat: 7, wrote: false }, 1_000, 1_040);
  expect([7, 8].map((beat) => others.seenUntil(beat))).toEqual([Number.NEGATIVE_INFINITY, 1_000]);
});

test("what was asked last counts, in whatever order the answers come", () => {
  const both = beats();
  both.learn({ beat: 8, wrote: true }, 1_150, 1_160);
  both.learn({ beat: 7, wrote: true }, 1_000, 1_200);
  expect([7, 8].map((beat) => both.seenUntil(beat))).toEqual([1_000, 1_150]);
  expect(both.provableUntil()).toBe(1_150);
});

test("a replica lags when it lacks a beat known for long; one just written may be on its way", () => {
  const known = beats();
  known.learn({ beat: 7, wrote: true }, 1_000, 1_040);
  expect([7, 6].map((beat) => known.lags(beat, 1_290))).toEqual([false, true]);
  expect(known.lags(6, 1_289)).toBe(false);
});

test("only the last are remembered", () => {
  const many = beats();
  for (let beat = 1; beat <= 100; beat += 1) many.learn({ beat, wrote: true }, beat * 150, beat * 150 + 5);
  expect(many.seenUntil(100)).toBe(15_000);
  expect(many.seenUntil(50)).toBe(Number.NEGATIVE_INFINITY);
});
