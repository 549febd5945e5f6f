const MOMENT = /^(?:(\d{1,4})h)?(?:(\d{1,5})m)?(?:(\d{1,7})s?)?$/i;
const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** The seconds that `?t=` names: `90`, `90s`, `1m30s`, `1h2m3s` or `1:30`; undefined where it names none. */
export function parseMoment(text: string | null): number | undefined {
  if (text === null || text === "") return undefined;
  const clock = /^(?:(\d{1,4}):)?([0-5]?\d):([0-5]\d)$/.exec(text);
  const [, hours, minutes, seconds] = clock ?? MOMENT.exec(text) ?? [];
  if (hours === undefined && minutes === undefined && seconds === undefined) return undefined;
  return Number(hours ?? 0) * HOUR + Number(minutes ?? 0) * MINUTE + Number(seconds ?? 0);
}

/** A moment as clocks show it: `0:07`, `12:30`, `1:02:03`. */
export function clockTime(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const rest = [Math.floor(whole / MINUTE) % MINUTE, whole % MINUTE];
  const hours = Math.floor(whole / HOUR);
  const [first, ...others] = hours > 0 ? [hours, ...rest] : rest;
  return [String(first), ...others.map((part) => String(part).padStart(2, "0"))].join(":");
}
