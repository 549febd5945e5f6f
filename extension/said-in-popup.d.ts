/** A catalogue with the sentences that the popup says; `wxt.config.ts` makes it. */
declare module "*?said-in-popup" {
  type Catalogue = import("../shared/i18n/message.ts").Catalogue;
  export const en: Catalogue;
  export const fr: Catalogue;
}
