import type { Languages } from "./languages.ts";

/** With what the popup says as it opens: it does so at every press, and the sentences of the pages would weigh on it. */
export const POPUP_LANGUAGES: Languages = {
  en: async () => (await import("../shared/i18n/en.ts?said-in-popup")).en,
  fr: async () => (await import("../shared/i18n/fr.ts?said-in-popup")).fr,
};

/** With what the parts of the popup say that are loaded once they are asked for. */
export const LATER_IN_POPUP: Languages = {
  en: async () => (await import("../shared/i18n/en.ts?said-later-in-popup")).en,
  fr: async () => (await import("../shared/i18n/fr.ts?said-later-in-popup")).fr,
};
