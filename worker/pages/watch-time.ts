import type { Locale } from "../../shared/i18n/locale.ts";
import { oncePerLocale } from "../../shared/i18n/once-per-locale.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;

const formatOf = (unit: string) =>
  oncePerLocale((locale) => new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short" }));
const formats = { second: formatOf("second"), minute: formatOf("minute"), hour: formatOf("hour") };

/** How long watching takes, as people say it: `42 sec`, `2 min`, `1 hr 5 min`. */
export function watchTime(locale: Locale, seconds: number): string {
  if (seconds < MINUTE) return unit(locale, "second", Math.max(1, Math.round(seconds)));
  const minutes = Math.round(seconds / MINUTE);
  if (minutes * MINUTE < HOUR) return unit(locale, "minute", minutes);
  const rest = minutes % 60;
  const hours = unit(locale, "hour", Math.floor(minutes / 60));
  return rest === 0 ? hours : `${hours} ${unit(locale, "minute", rest)}`;
}

function unit(locale: Locale, name: keyof typeof formats, value: number): string {
  return formats[name](locale).format(value);
}
