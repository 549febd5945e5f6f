import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { brokenRules } from "./check-accessibility.ts";
import type { RealPopup } from "./real-popup.ts";

const SCREENS = join(import.meta.dirname, "../../test-results/screens");
const THEMES = ["light", "dark"] as const;

/** Colours take a moment to cross over. */
const SETTLED_MS = 250;

/** Keeps a picture of a state in both themes, and holds it to every rule of axe in each. */
export async function keepScreens(page: Page, name: string): Promise<void> {
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await page.waitForTimeout(SETTLED_MS);
    await page.screenshot({ path: join(SCREENS, `${name}-${theme}.png`), scale: "css" });
    expect(await brokenRules((expression) => page.evaluate(expression)), `${name}, ${theme}`).toEqual([]);
  }
}

export async function keepPopupScreens(popup: RealPopup, name: string): Promise<void> {
  for (const theme of THEMES) {
    await popup.colourScheme(theme);
    await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
    await popup.keepPicture(join(SCREENS, `${name}-${theme}.png`));
    expect(await brokenRules((expression) => popup.evaluate(expression)), `${name}, ${theme}`).toEqual([]);
  }
}
