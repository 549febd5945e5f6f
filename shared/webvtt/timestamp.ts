const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const WEBVTT = /^(?:(\d{1,5}):)?([0-5]\d):([0-5]\d)\.(\d{3})$/;
const SUBRIP = /^(?:(\d{1,5}):)?([0-5]?\d):([0-5]?\d)[,.](\d{1,3})$/;

/** A time of WebVTT (section 4.4) in milliseconds; hours may be missing. Undefined when it is none. */
export function parseWebVttTime(text: string): number | undefined {
  return milliseconds(WEBVTT.exec(text));
}

/** A time of SubRip, whose writers differ: a comma or a point, one digit or two. */
export function parseSubRipTime(text: string): number | undefined {
  return milliseconds(SUBRIP.exec(text));
}

export function writeTime(time: number): string {
  const parts = [Math.floor(time / HOUR), Math.floor(time / MINUTE) % 60, Math.floor(time / SECOND) % 60];
  const clock = parts.map((part) => String(part).padStart(2, "0")).join(":");
  return `${clock}.${String(time % SECOND).padStart(3, "0")}`;
}

function milliseconds(found: RegExpExecArray | null): number | undefined {
  if (!found) return undefined;
  const [, hours = "0", minutes, seconds, fraction = ""] = found;
  return Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND + Number(fraction.padEnd(3, "0"));
}
