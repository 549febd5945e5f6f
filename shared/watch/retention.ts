/** Steps that people count seconds in; beyond them, hours. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600] as const;
const HOUR = 3_600;

/** Of what is said of each second, so few that there are at most so many: each stands for the same number of seconds. */
export function sampled<Second>(seconds: readonly Second[], most: number): Second[] {
  const least = seconds.length / most;
  const step = STEPS.find((one) => one >= least) ?? Math.ceil(least / HOUR) * HOUR;
  return seconds.filter((_, at) => at % step === 0);
}

/** The second from which on no more than half are left of as many as ever watched one; undefined where more see the end. */
export function halfGoneAt(viewers: readonly number[]): number | undefined {
  const half = Math.max(0, ...viewers) / 2;
  const at = viewers.findLastIndex((count) => count > half) + 1;
  return at === 0 || at === viewers.length ? undefined : at;
}
