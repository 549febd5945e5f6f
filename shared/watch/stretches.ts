/** Whole seconds that were watched in one go: from its first up to, and without, its last number. */
export type Stretch = readonly [from: number, to: number];

/** The same seconds as few stretches as can say it, in order; what has no second is left out. */
export function joined(stretches: readonly Stretch[]): Stretch[] {
  const sorted = stretches.filter(([from, to]) => from < to).toSorted(([one], [other]) => one - other);
  const whole: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = whole.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else whole.push([from, to]);
  }
  return whole;
}

/** The seconds of the first that are none of the others'; joined. Looks at each stretch of either once. */
export function without(stretches: readonly Stretch[], others: readonly Stretch[]): Stretch[] {
  const gone = joined(others);
  const left: Stretch[] = [];
  let next = 0;
  for (const [from, to] of joined(stretches)) {
    let at = from;
    while (at < to) {
      while ((gone[next]?.[1] ?? Infinity) <= at) next += 1;
      const [begins, ends] = gone[next] ?? [Infinity, Infinity];
      if (at < begins) left.push([at, Math.min(to, begins)]);
      at = Math.max(at, ends);
    }
  }
  return left;
}

/** Of how many seconds something is said: those of its length (seconds), rounded, and one at least. */
export function secondsOf(duration: number): number {
  return Math.max(1, Math.round(duration));
}
