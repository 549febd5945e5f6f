import type { Locator } from "playwright-core";

export function hasFocus(locator: Locator): Promise<boolean> {
  return locator.evaluate((node) => node === document.activeElement);
}
