import { en } from "./en.ts";
import { fr } from "./fr.ts";
import type { Locale } from "./locale.ts";
import { oncePerLocale } from "./once-per-locale.ts";

export type MessageKey = keyof typeof en;

/** The names in braces of a message. */
type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

type Values<Key extends MessageKey> = Record<Placeholders<(typeof en)[Key]>, string | number>;

/** What a message needs besides its key: nothing, or a value for each name in its braces. */
type Filling<Key extends MessageKey> = [Placeholders<(typeof en)[Key]>] extends [never] ? [] : [Values<Key>];

const CATALOGUES: Record<Locale, Record<MessageKey, string>> = { en, fr };

/** A message of the catalogue in the reader's language, its braces filled. */
export function translate<Key extends MessageKey>(locale: Locale, key: Key, ...[values]: Filling<Key>): string {
  const given: Record<string, string | number> = values ?? {};
  return CATALOGUES[locale][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(given[name] ?? whole));
}

export type Translate = <Key extends MessageKey>(key: Key, ...filling: Filling<Key>) => string;

/** `translate` bound to one language. */
export function translator(locale: Locale): Translate {
  return (key, ...filling) => translate(locale, key, ...filling);
}

/** The key of a counted message by the language's plural rules (`seats.free_one`, `seats.free_other`). */
export function pluralKey<Base extends string>(
  locale: Locale,
  base: Base,
  count: number,
): `${Base}_one` | `${Base}_other` {
  return pluralRules(locale).select(count) === "one" ? `${base}_one` : `${base}_other`;
}

export function formatDate(locale: Locale, time: string | number): string {
  return longDate(locale).format(new Date(time));
}

const pluralRules = oncePerLocale((locale) => new Intl.PluralRules(locale));
const longDate = oncePerLocale((locale) => new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }));
