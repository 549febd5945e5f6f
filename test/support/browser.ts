import type { Browser, BrowserContext, Page } from "playwright-core";
import { inject } from "vitest";
import { extensionId, launchChromium, openChromium, VIEWPORT } from "../../scripts/browser/open-chromium.ts";
import type { Locale } from "../../shared/i18n/locale.ts";
import { inBackground } from "./extension-worker.ts";
import { dropKept } from "./kept-in-browser.ts";

/**
 * Chromium without a window, with the extension loaded; `popup()` opens its popup as a page. A `profile` is a folder that
 * outlives it.
 */
export async function openBrowser(
  profile = "",
): Promise<{ browser: BrowserContext; popup(page?: string): Promise<Page> }> {
  const browser = await openChromium({
    extension: inject("extension"),
    profile,
    headless: true,
    locale: "en-US",
    isStill: true,
  });
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

/** Makes the extension's browser like new for the next scene: no page open, nobody signed in, nothing kept. */
export async function clearBrowser(browser: BrowserContext): Promise<void> {
  const pages = browser.pages();
  // Without any page the browser would end.
  await browser.newPage();
  await Promise.all(pages.map((page) => page.close()));
  await browser.unrouteAll({ behavior: "ignoreErrors" });
  await browser.setOffline(false);
  await browser.clearCookies();
  await inBackground(browser, dropKept);
  await inBackground(browser, "Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear()])");
}

// All files of a process share them; they end with it.
let shared: Promise<Browser> | undefined;
let watching: Promise<Browser> | undefined;

/**
 * A stranger's session in a browser that does not call itself headless, as those of people do not. All of Chromium has to
 * be named so: what a page sends as it goes away bears no other name.
 */
export async function openWatchersBrowser(userAgent: string): Promise<BrowserContext> {
  watching ??= launchChromium(userAgent);
  return (await watching).newContext({ viewport: VIEWPORT, locale: "en-US" });
}

/** A stranger's session: no extension, no cookie. All of a process's are in one Chromium, and know nothing of each other. */
export async function openPrivateBrowser(locale: Locale = "en", { script = true } = {}): Promise<BrowserContext> {
  shared ??= launchChromium();
  return (await shared).newContext({
    viewport: VIEWPORT,
    reducedMotion: "reduce",
    locale: locale === "fr" ? "fr-FR" : "en-US",
    javaScriptEnabled: script,
  });
}
