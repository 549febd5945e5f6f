import type { BrowserContext, Page } from "playwright-core";
import type { Locale } from "../../shared/i18n/locale.ts";
import { inBackground } from "./extension-worker.ts";
import { keepPopupScreens, keepScreens } from "./keep-screens.ts";
import { keptKey } from "./kept-key.ts";
import type { RealPopup } from "./real-popup.ts";

/**
 * Keeps a picture of a state of the extension in each language, light in English and dark in French: whoever is signed in
 * chose another language in another window, and this one follows.
 */
export async function keepInLanguages(page: Page, name: string): Promise<void> {
  await keepScreens(page, `${name}-en`);
  await inFrench(
    page.context(),
    (locale) => page.locator(`html[lang=${locale}]`).waitFor({ state: "attached" }),
    () => keepScreens(page, `${name}-fr`),
  );
}

/** The same of the popup that the toolbar opens in a browser. */
export async function keepPopupInLanguages(browser: BrowserContext, popup: RealPopup, name: string): Promise<void> {
  await keepPopupScreens(popup, `${name}-en`);
  await inFrench(
    browser,
    (locale) => popup.until(`document.documentElement.lang === "${locale}"`, `itself in ${locale}`),
    () => keepPopupScreens(popup, `${name}-fr`),
  );
}

async function inFrench(browser: BrowserContext, spoken: (locale: Locale) => Promise<void>, look: () => Promise<void>) {
  await choose(browser, "fr");
  await spoken("fr");
  await look();
  await choose(browser, "en");
  await spoken("en");
}

/** As every window is told of it by the one in which it was chosen. */
function choose(browser: BrowserContext, locale: Locale): Promise<void> {
  const key = JSON.stringify(keptKey("knownMe"));
  return inBackground(
    browser,
    `(async () => {
      const { [${key}]: me } = await chrome.storage.local.get(${key});
      me.user.locale = "${locale}";
      await chrome.storage.local.set({ [${key}]: me });
    })()`,
  );
}
