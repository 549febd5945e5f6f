import type { Languages } from "./languages.ts";

/** With what the popup says alone: it opens at every press, and the sentences of the pages would weigh on it. */
export const POPUP_LANGUAGES: Languages = {
  en: async () => (await import("../shared/i18n/en.ts?said-in-popup")).en,
  fr: async () => (await import("../shared/i18n/fr.ts?said-in-popup")).fr,
};
