import type { Locale } from "../shared/i18n/locale.ts";
import type { Catalogue } from "../shared/i18n/message.ts";

/** How each language is loaded: a page loads the one it speaks and no other. */
export type Languages = Record<Locale, () => Promise<Catalogue>>;

/** With all that the extension says. */
export const LANGUAGES: Languages = {
  en: async () => (await import("../shared/i18n/en.ts")).en,
  fr: async () => (await import("../shared/i18n/fr.ts")).fr,
};
