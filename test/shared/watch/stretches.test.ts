import fc from "fast-check";
import { expect, test } from "vitest";
import { joined, type Stretch, secondsOf, without } from "../../../shared/watch/stretches.ts";

const LENGTH = 40;
const some = fc.array(fc.tuple(fc.nat(LENGTH), fc.nat(LENGTH)), { maxLength: 12 });

/** The same seconds one by one. */
const secondsIn = (stretches: readonly Stretch[]) =>
  new Set(stretches.flatMap(([from, to]) => Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at)));

const sorted = (seconds: Iterable<number>) => [...seconds].sort((a, b) => a - b);

/** In order, none empty, and a second at least between any two. */
function expectFew(stretches: readonly Stretch[]) {
  for (const [at, [from, to]] of stretches.entries()) {
    expect(from).toBeLessThan(to);
    expect(from).toBeGreaterThan(stretches[at - 1]?.[1] ?? -1);
  }
}

test("joined says the same seconds in as few stretches as can", () => {
  fc.assert(
    fc.property(some, (stretches) => {
      const whole = joined(stretches);
      expectFew(whole);
      expect(sorted(secondsIn(whole))).toEqual(sorted(secondsIn(stretches)));
    }),
  );
});

test("without leaves what is in the first and in none of the others", () => {
  fc.assert(
    fc.property(some, some, (stretches, others) => {
      const left = without(stretches, others);
      expectFew(left);
      const gone = secondsIn(others);
      expect(sorted(secondsIn(left))).toEqual(sorted(secondsIn(stretches)).filter((one) => !gone.has(one)));
    }),
  );
});

test("told in any order and any number of times, each second is counted once", () => {
  fc.assert(
    fc.property(fc.array(some, { maxLength: 6 }), (told) => {
      let counted: Stretch[] = [];
      const counts = new Map<number, number>();
      for (const stretches of [...told, ...told]) {
        for (const second of secondsIn(without(stretches, counted))) counts.set(second, (counts.get(second) ?? 0) + 1);
        counted = joined([...counted, ...stretches]);
      }
      expect([...counts.values()].every((count) => count === 1)).toBe(true);
      expect(sorted(counts.keys())).toEqual(sorted(secondsIn(told.flat())));
    }),
  );
});

test("thousands cost what thousands should", () => {
  const every = (step: number) => Array.from({ length: 20_000 }, (_, at): Stretch => [at * step, at * step + 1]);
  expect(without([[0, 40_000]], every(2))).toHaveLength(20_000);
  expect(without(every(2), every(4))).toHaveLength(10_000);
});

test("nothing from nothing, and what only touches is one", () => {
  expect(joined([])).toEqual([]);
  expect(
    joined([
      [3, 5],
      [0, 3],
      [7, 7],
      [9, 8],
    ]),
  ).toEqual([[0, 5]]);
  expect(
    without(
      [[0, 10]],
      [
        [3, 4],
        [6, 20],
      ],
    ),
  ).toEqual([
    [0, 3],
    [4, 6],
  ]);
});

test.each([
  [0.2, 1],
  [1.4, 1],
  [89.5, 90],
])("%d s are %d seconds", (duration, seconds) => {
  expect(secondsOf(duration)).toBe(seconds);
});
