import { type BrowserContext, chromium } from "playwright-core";
import { findChromium } from "./find-chromium.ts";

export type BrowserSettings = {
  /** Folder of the built extension; none is loaded without it. */
  extension?: string;
  /** The profile's folder; empty for one that is thrown away. */
  profile: string;
  headless: boolean;
  locale?: string;
};

/** Opens Chromium, with the extension loaded and without calls home. */
export async function openChromium(settings: BrowserSettings): Promise<BrowserContext> {
  const { extension, profile, headless, locale } = settings;
  return chromium.launchPersistentContext(profile, {
    executablePath: await findChromium(),
    headless,
    // Chromium's sandbox refuses to start as root, as in most containers.
    chromiumSandbox: process.getuid?.() !== 0,
    viewport: headless ? { width: 1280, height: 800 } : null,
    ...(locale ? { locale } : {}),
    ignoreDefaultArgs: ["--disable-extensions"],
    args: [
      ...(extension ? [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`] : []),
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** The extension's id in this browser, known once its background worker runs. */
export async function extensionId(browser: BrowserContext): Promise<string> {
  const worker = browser.serviceWorkers()[0] ?? (await browser.waitForEvent("serviceworker"));
  return new URL(worker.url()).host;
}
