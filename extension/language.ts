import { computed, effect, signal } from "@preact/signals";
import type { Locale } from "../shared/i18n/locale.ts";
import { type Catalogue, messageOf, pluralKey, type Translate } from "../shared/i18n/message.ts";
import type { ApiProblem } from "./api-problem.ts";
import type { Languages } from "./languages.ts";
import { problemWords } from "./problem-words.ts";
import { me } from "./session/me.ts";
import { spokenLocale } from "./spoken-locale.ts";

const wanted = computed<Locale>(() => spokenLocale(me.value));

const spoken = signal<{ locale: Locale; catalogue: Catalogue } | undefined>();
export const locale = computed<Locale>(() => spoken.value?.locale ?? wanted.value);

/** Where sentences are learned from: those of the page and, once they are asked for, of what it loads later. */
const sources = signal<Languages[]>([]);
let later: Languages | undefined;

/**
 * Learns the language before the first picture, and another as soon as it is chosen; `saidLater` has the sentences of
 * what is loaded by `withWords`.
 */
export async function speak(languages: Languages, saidLater?: Languages): Promise<void> {
  later = saidLater;
  sources.value = [languages];
  await learn();
  effect(() => {
    if (wanted.value !== spoken.peek()?.locale) void learn();
  });
  effect(() => {
    document.documentElement.lang = locale.value;
  });
}

/** A part of the page that is loaded once it is asked for, and with it what it says. */
export async function withWords<Part>(loading: Promise<Part>): Promise<Part> {
  if (later && !sources.peek().includes(later)) sources.value = [...sources.peek(), later];
  const [part] = await Promise.all([loading, learn()]);
  return part;
}

async function learn(): Promise<void> {
  const [chosen, asked] = [wanted.peek(), sources.peek()];
  const parts = await Promise.all(asked.map((languages) => languages[chosen]()));
  // More may have been asked for meanwhile, or in another language.
  if (chosen !== wanted.peek() || asked !== sources.peek()) return;
  spoken.value = { locale: chosen, catalogue: Object.assign({}, ...parts) };
}

export const t: Translate = (key, ...filling) => {
  if (!spoken.value) throw new Error("No language was learned yet.");
  return messageOf(spoken.value.catalogue, key, ...filling);
};

/** The key of a counted message in the language in use. */
export function counted<Base extends string>(base: Base, count: number): `${Base}_one` | `${Base}_other` {
  return pluralKey(locale.value, base, count);
}

/** A failure in words, with what to do next. */
export function problemText(problem: ApiProblem): string {
  return problemWords(t, problem);
}

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(locale.value).format(value);
}

/** A day as the person's own calendar has it. */
export function formatDay(time: string): string {
  return new Intl.DateTimeFormat(locale.value, { day: "numeric", month: "short", year: "numeric" }).format(
    new Date(time),
  );
}

/** `in 6 days`, `dans 6 jours`. */
export function formatDaysLeft(time: string): string {
  const days = Math.max(0, Math.ceil((Date.parse(time) - Date.now()) / 86_400_000));
  return new Intl.RelativeTimeFormat(locale.value, { numeric: "auto" }).format(days, "day");
}
