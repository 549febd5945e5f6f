import type { BrowserContext, Page } from "playwright-core";
import { inject } from "vitest";
import { extensionId, openChromium } from "../../scripts/browser/open-chromium.ts";
import type { Locale } from "../../shared/i18n/locale.ts";

/** Chromium without a window, with the extension loaded; `popup()` opens its popup as a page. */
export async function openBrowser(): Promise<{ browser: BrowserContext; popup(page?: string): Promise<Page> }> {
  const browser = await openChromium({ extension: inject("extension"), profile: "", headless: true, locale: "en-US" });
  const id = await extensionId(browser);
  return {
    browser,
    popup: async (page = "popup.html") => {
      const opened = await browser.newPage();
      await opened.goto(`chrome-extension://${id}/${page}`);
      return opened;
    },
  };
}

/** Chromium as a stranger's: no extension, no session. */
export function openPrivateBrowser(locale: Locale = "en"): Promise<BrowserContext> {
  return openChromium({ profile: "", headless: true, locale: locale === "fr" ? "fr-FR" : "en-US" });
}
