import type { Locale } from "../../../shared/i18n/locale.ts";
import { oncePerLocale } from "../../../shared/i18n/once-per-locale.ts";

const numbers = oncePerLocale((locale) => new Intl.NumberFormat(locale));

/** A count as people of a language write it. */
export function numberText(locale: Locale, count: number): string {
  return numbers(locale).format(count);
}
