import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { inject } from "vitest";
import { extensionId, openChromium } from "../../scripts/browser/open-chromium.ts";

const SCREENSHOTS = join(import.meta.dirname, "../../test-results");

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
export function openPrivateBrowser(): Promise<BrowserContext> {
  return openChromium({ profile: "", headless: true, locale: "en-US" });
}

/** Keeps a picture of the page in `test-results/`. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  await mkdir(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}
