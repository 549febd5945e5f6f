/** Catalogues with the sentences that the popup says, at once or by what it loads later; `wxt.config.ts` makes them. */
declare module "*?said-in-popup" {
  type Catalogue = import("../shared/i18n/message.ts").Catalogue;
  export const en: Catalogue;
  export const fr: Catalogue;
}

declare module "*?said-later-in-popup" {
  type Catalogue = import("../shared/i18n/message.ts").Catalogue;
  export const en: Catalogue;
  export const fr: Catalogue;
}
