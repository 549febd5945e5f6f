const DAY = 24 * 60 * 60 * 1_000;

/** The day of a moment (milliseconds since the epoch), counted from the epoch, UTC. */
export function utcDay(time: number): number {
  return Math.floor(time / DAY);
}

/** When it begins, in milliseconds since the epoch. */
export function startOfDay(day: number): number {
  return day * DAY;
}

/** As answers tell it: `2027-01-31`. */
export function dayText(day: number): string {
  return new Date(startOfDay(day)).toISOString().slice(0, 10);
}
