import type { BrowserContext, Page } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openPrivateBrowser } from "../support/browser.ts";
import { keepPicture, keepScreens } from "../support/keep-screens.ts";
import { server } from "../support/server.ts";

let browser: BrowserContext;
let page: Page;

beforeEach(async () => {
  browser = await openPrivateBrowser("en");
  page = await browser.newPage();
});
afterEach(() => browser.close());

test("the reference of the API, from its contents to a call and on to an error's meaning", async () => {
  const refused: string[] = [];
  page.on("console", (message) => refused.push(message.text()));
  await page.goto(`${server.url}/docs`);
  await keepScreens(page, "docs-desk");
  await page.setViewportSize({ width: 390, height: 844 });
  await keepPicture(page, "docs-phone");
  await expect.poll(() => page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole("navigation").getByText("Members", { exact: true }).click();
  await page.getByRole("navigation").getByRole("link", { name: "Invite people" }).click();
  const call = page.getByRole("region", { name: "Invite people" });
  await expect.poll(() => call.evaluate((node) => node.getBoundingClientRect().top)).toBeLessThan(200);
  await call.getByRole("link", { name: "no_seats" }).click();
  await page.getByRole("heading", { name: "Error codes" }).waitFor();
  expect(new URL(page.url()).hash).toBe("#no_seats");
  await keepPicture(page, "docs-errors");
  expect(refused).toEqual([]);
});
