import { computed, effect, signal } from "@preact/signals";
import { browser } from "wxt/browser";
import { isLocale, type Locale, preferredLocale } from "../shared/i18n/locale.ts";
import { type Catalogue, messageOf, pluralKey, type Translate } from "../shared/i18n/message.ts";
import type { ApiProblem } from "./api-problem.ts";
import { me } from "./session/me.ts";

const ownLocale = preferredLocale(browser.i18n.getUILanguage());

/** A page loads the language it speaks and no other. */
const CATALOGUES: Record<Locale, () => Promise<Catalogue>> = {
  en: async () => (await import("../shared/i18n/en.ts")).en,
  fr: async () => (await import("../shared/i18n/fr.ts")).fr,
};

/** The person's own choice once they are known, before that the browser's. */
const wanted = computed<Locale>(() => {
  const chosen = me.value?.user.locale ?? "";
  return isLocale(chosen) ? chosen : ownLocale;
});

const spoken = signal<{ locale: Locale; catalogue: Catalogue } | undefined>();
export const locale = computed<Locale>(() => spoken.value?.locale ?? wanted.value);

/** Learns the language before the first picture, and another as soon as it is chosen. */
export async function speak(): Promise<void> {
  await learn(wanted.peek());
  effect(() => void learn(wanted.value));
  effect(() => {
    document.documentElement.lang = locale.value;
  });
}

async function learn(chosen: Locale): Promise<void> {
  if (spoken.peek()?.locale === chosen) return;
  const catalogue = await CATALOGUES[chosen]();
  if (chosen === wanted.peek()) spoken.value = { locale: chosen, catalogue };
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
export function problemText({ code, details }: ApiProblem): string {
  if (code === "offline") return t("ext.offline");
  if (code === "rate_limited" && details.retryAfterSeconds !== undefined) {
    return t("ext.wait", { seconds: Math.max(1, Math.ceil(details.retryAfterSeconds)) });
  }
  if (code === "seats_in_use" && details.inUse !== undefined) {
    return t("ext.seats.in_use", { count: details.inUse });
  }
  if (code === "request_decided" && details.outcome !== undefined) {
    return t(`ext.requests.was_${details.outcome}`);
  }
  return t(`problem.${code}`);
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
