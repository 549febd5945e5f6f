import type { en } from "./en.ts";
import type { Locale } from "./locale.ts";
import { oncePerLocale } from "./once-per-locale.ts";

export type MessageKey = keyof typeof en;

/** All messages of one language. */
export type Catalogue = Record<MessageKey, string>;

/** The names in braces of a message. */
type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

type Values<Key extends MessageKey> = Record<Placeholders<(typeof en)[Key]>, string | number>;

/** What a message needs besides its key: nothing, or a value for each name in its braces. */
export type Filling<Key extends MessageKey> = [Placeholders<(typeof en)[Key]>] extends [never] ? [] : [Values<Key>];

export type Translate = <Key extends MessageKey>(key: Key, ...filling: Filling<Key>) => string;

/** A message of one language, its braces filled. */
export function messageOf<Key extends MessageKey>(catalogue: Catalogue, key: Key, ...[values]: Filling<Key>): string {
  const given: Record<string, string | number> = values ?? {};
  return catalogue[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(given[name] ?? whole));
}

/** The key of a counted message by the language's plural rules (`seats.free_one`, `seats.free_other`). */
export function pluralKey<Base extends string>(
  locale: Locale,
  base: Base,
  count: number,
): `${Base}_one` | `${Base}_other` {
  return pluralRules(locale).select(count) === "one" ? `${base}_one` : `${base}_other`;
}

const pluralRules = oncePerLocale((locale) => new Intl.PluralRules(locale));
