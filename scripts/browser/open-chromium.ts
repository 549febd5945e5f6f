import { type Browser, type BrowserContext, chromium } from "playwright-core";
import { findChromium } from "./find-chromium.ts";

export type BrowserSettings = {
  /** Folder of the built extension; none is loaded without it. */
  extension?: string;
  /** The profile's folder; empty for one that is thrown away. */
  profile: string;
  headless: boolean;
  locale?: string;
  /** Nothing moves by itself, as for people who asked their system for that. */
  isStill?: boolean;
};

/** Opens Chromium, with the extension loaded and without calls home. */
export async function openChromium(settings: BrowserSettings): Promise<BrowserContext> {
  const { extension, profile, headless, locale, isStill } = settings;
  const launch = await launchOptions(headless);
  return chromium.launchPersistentContext(profile, {
    ...launch,
    viewport: headless ? VIEWPORT : null,
    ...(locale ? { locale } : {}),
    ...(isStill ? { reducedMotion: "reduce" as const } : {}),
    ignoreDefaultArgs: ["--disable-extensions"],
    args: [
      ...(extension ? [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`] : []),
      // Lets whoever drives it press the extension's button.
      ...(headless ? ["--enable-unsafe-extension-debugging"] : []),
      ...launch.args,
    ],
  });
}

/**
 * Opens Chromium without a window and without the extension, for the sessions of any number of people; under a name that is
 * not its own, where one is given.
 */
export async function launchChromium(userAgent?: string): Promise<Browser> {
  const launch = await launchOptions(true);
  const named = userAgent === undefined ? [] : [`--user-agent=${userAgent}`];
  return chromium.launch({ ...launch, args: [...launch.args, ...named] });
}

export const VIEWPORT = { width: 1280, height: 800 };

async function launchOptions(headless: boolean) {
  return {
    executablePath: await findChromium(),
    headless,
    // Chromium's sandbox refuses to start as root, as in most containers.
    chromiumSandbox: process.getuid?.() !== 0,
    args: ["--disable-background-networking", "--disable-component-update", "--disable-sync"],
  };
}

/** The extension's id in this browser, known once its background worker runs. */
export async function extensionId(browser: BrowserContext): Promise<string> {
  const worker = browser.serviceWorkers()[0] ?? (await browser.waitForEvent("serviceworker"));
  return new URL(worker.url()).host;
}
