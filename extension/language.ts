import { computed, effect } from "@preact/signals";
import { browser } from "wxt/browser";
import { isLocale, type Locale, preferredLocale } from "../shared/i18n/locale.ts";
import { pluralKey, type Translate, translate } from "../shared/i18n/translate.ts";
import type { ApiProblem } from "./api-problem.ts";
import { me } from "./session/me.ts";

const ownLocale = preferredLocale(browser.i18n.getUILanguage());

/** The person's own choice once they are known, before that the browser's. */
export const locale = computed<Locale>(() => {
  const chosen = me.value?.user.locale ?? "";
  return isLocale(chosen) ? chosen : ownLocale;
});

export const t: Translate = (key, ...filling) => translate(locale.value, key, ...filling);

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

export function keepDocumentLanguage(): void {
  effect(() => {
    document.documentElement.lang = locale.value;
  });
}
