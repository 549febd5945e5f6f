import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { Locale } from "../../shared/i18n/locale.ts";
import { brokenRules } from "./check-accessibility.ts";
import type { RealPopup } from "./real-popup.ts";

const SCREENS = join(import.meta.dirname, "../../test-results/screens");
const THEMES = ["light", "dark"] as const;
type Theme = (typeof THEMES)[number];

/** Colours take a moment to cross over; what turns for ever is not waited for. */
const SETTLED = `Promise.all(document.getAnimations()
  .filter((each) => each.effect?.getComputedTiming().endTime !== Infinity)
  .map((each) => each.finished.catch(() => undefined))).then(() => undefined)`;

/** A state that is looked at in both languages is so in one theme each: its pictures are named by their language. */
function themesOf(name: string, wanted: readonly Theme[]): readonly Theme[] {
  if (name.endsWith("-fr")) return ["dark"];
  return name.endsWith("-en") ? ["light"] : wanted;
}

/**
 * Keeps a picture of a state in both themes, or those named, and holds it to the rules of axe; in one theme, where the
 * name's end says which language it is in.
 */
export async function keepScreens(page: Page, name: string, wanted: readonly Theme[] = THEMES): Promise<void> {
  for (const [at, theme] of themesOf(name, wanted).entries()) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await page.evaluate(SETTLED);
    await page.screenshot({ path: join(SCREENS, `${name}-${theme}.png`), scale: "css" });
    await holdToRules((expression) => page.evaluate(expression), name, at);
  }
}

/** Keeps a picture alone, of another part of a page that was held to the rules already. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(SCREENS, `${name}.png`), scale: "css" });
}

/** The windows that a page is looked at in. */
export const SIZES = [
  { size: "desk", viewport: { width: 1280, height: 800 } },
  { size: "phone", viewport: { width: 390, height: 844 } },
] as const;

/**
 * Keeps a page's pictures on a desk, in both themes, and on a phone; it is no wider than either.
 * French, whose words are longer, is looked at where there is least room for them.
 */
export async function keepPageScreens(page: Page, name: string, locale: Locale): Promise<void> {
  for (const { size, viewport } of SIZES.filter((one) => locale !== "fr" || one.size === "phone")) {
    await page.setViewportSize(viewport);
    await keepScreens(page, size === "desk" ? `${name}-desk` : `${name}-phone-${locale}`);
    const overflow = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
    expect(overflow, `${name} on a ${size} is as wide as its window`).toBeLessThanOrEqual(0);
  }
}

export async function keepPopupScreens(popup: RealPopup, name: string): Promise<void> {
  for (const [at, theme] of themesOf(name, THEMES).entries()) {
    await popup.colourScheme(theme);
    await popup.evaluate(SETTLED);
    await popup.keepPicture(join(SCREENS, `${name}-${theme}.png`));
    await holdToRules((expression) => popup.evaluate(expression), name, at);
  }
}

/** To every rule once; then to those that another theme or another language can break. */
async function holdToRules(evaluate: (expression: string) => Promise<unknown>, name: string, at: number) {
  const rules = name.endsWith("-fr") ? "words and colours" : at === 0 ? "every" : "colours";
  expect(await brokenRules(evaluate, rules), `${name}, ${rules}`).toEqual([]);
}
