import "wxt/browser";

/** What WXT would generate for `wxt/browser`, as far as it is used. */
declare module "wxt/browser" {
  interface WxtI18n {
    getMessage(name: keyof typeof import("./public/_locales/en/messages.json")): string;
  }
}

declare global {
  interface ImportMeta {
    readonly env: { readonly FIREFOX: boolean };
  }
}
