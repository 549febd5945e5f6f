import { en } from "./en.ts";
import { fr } from "./fr.ts";
import type { Locale } from "./locale.ts";
import { type Catalogue, type Filling, type MessageKey, messageOf, type Translate } from "./message.ts";
import { oncePerLocale } from "./once-per-locale.ts";

/** Every language at once, for whoever speaks to many people; the extension's pages load one (extension/language.ts). */
const CATALOGUES: Record<Locale, Catalogue> = { en, fr };

/** A message of the catalogue in the reader's language, its braces filled. */
export function translate<Key extends MessageKey>(locale: Locale, key: Key, ...filling: Filling<Key>): string {
  return messageOf(CATALOGUES[locale], key, ...filling);
}

/** `translate` bound to one language. */
export function translator(locale: Locale): Translate {
  return (key, ...filling) => translate(locale, key, ...filling);
}

export function formatDate(locale: Locale, time: string | number): string {
  return longDate(locale).format(new Date(time));
}

/** A day and its time, with the zone it is told in. */
export function formatMoment(locale: Locale, time: number): string {
  return longMoment(locale).format(new Date(time));
}

const longMoment = oncePerLocale(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "long", timeZone: "UTC" }),
);

const longDate = oncePerLocale((locale) => new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }));
