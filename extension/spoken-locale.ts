import { browser } from "wxt/browser";
import type { Me } from "../shared/api/accounts.ts";
import { isLocale, type Locale, preferredLocale } from "../shared/i18n/locale.ts";

/** The person's own choice once they are known, before that the browser's. */
export function spokenLocale(me: Me | null | undefined): Locale {
  const chosen = me?.user.locale ?? "";
  return isLocale(chosen) ? chosen : preferredLocale(browser.i18n.getUILanguage());
}
