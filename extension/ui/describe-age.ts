const MINUTE = 60_000;
const UNITS = [
  { unit: "day", ms: 24 * 60 * MINUTE },
  { unit: "hour", ms: 60 * MINUTE },
  { unit: "minute", ms: MINUTE },
] as const;

/** `4 min`, `2 hr`, `3 days`; within the first minute `now`. */
export function shortAge(locale: string, time: string, now: number): string {
  const [count, unit] = ageOf(time, now);
  if (count === 0) return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(0, "second");
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short" }).format(count);
}

/** `4 minutes ago`, `yesterday`. */
export function longAge(locale: string, time: string, now: number): string {
  const [count, unit] = ageOf(time, now);
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  return count === 0 ? words.format(0, "second") : words.format(-count, unit);
}

/** In the largest unit that fits at least once. A clock ahead of ours makes nothing younger than now. */
function ageOf(time: string, now: number): [count: number, unit: "day" | "hour" | "minute"] {
  const age = Math.max(0, now - Date.parse(time));
  const { unit, ms } = UNITS.find((one) => age >= one.ms) ?? { unit: "minute" as const, ms: MINUTE };
  return [Math.floor(age / ms), unit];
}
