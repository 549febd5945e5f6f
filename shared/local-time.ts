/** Times as a clock on the wall shows them, as fields of HTML take them: `2027-01-31T12:00`. */

const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;

/** Whether this is the name of a time zone, such as `Europe/Paris`. */
export function isZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** What the clock shows at a moment, in milliseconds since the epoch, to the minute. Swedish writes it as ISO 8601 does. */
export function localTime(at: number, zone: string): string {
  const clock = new Intl.DateTimeFormat("sv", { dateStyle: "short", timeStyle: "short", timeZone: zone });
  return clock.format(at).replace(" ", "T");
}

/** A moment, in milliseconds since the epoch, as people write it where the clock shows it. */
export function formatMoment(language: string, at: number, timeZone: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short", timeZone }).format(at);
}

/** The moment at which the clock shows this; undefined for what is no time. Of an hour that comes twice, one of the two. */
export function momentOf(text: string, zone: string): number | undefined {
  const wanted = LOCAL.test(text) ? Date.parse(`${text}Z`) : Number.NaN;
  if (Number.isNaN(wanted)) return undefined;
  // A zone's distance from UTC may differ between the first guess and where it leads.
  const guess = wanted - offsetAt(wanted, zone);
  return wanted - offsetAt(guess, zone);
}

function offsetAt(at: number, zone: string): number {
  const minute = Math.floor(at / 60_000) * 60_000;
  return Date.parse(`${localTime(minute, zone)}Z`) - minute;
}
