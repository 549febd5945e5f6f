import type { Locale } from "./locale.ts";

/** Keeps what is made for a language: making one of `Intl` costs milliseconds, using it next to nothing. */
export function oncePerLocale<Made>(make: (locale: Locale) => Made): (locale: Locale) => Made {
  const kept = new Map<Locale, Made>();
  return (locale) => {
    const made = kept.get(locale) ?? make(locale);
    kept.set(locale, made);
    return made;
  };
}
