import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { workspaceWith } from "../support/actors.ts";
import { openBrowser, openPrivateBrowser } from "../support/browser.ts";
import { openRealPopup } from "../support/real-popup.ts";
import { signInExtension } from "../support/sign-in-extension.ts";

const CLIP = join(import.meta.dirname, "../fixtures/clip.mp4");

describe("a video goes out, and is closed from the popup", () => {
  let browser: BrowserContext;
  let stranger: BrowserContext;
  let openPage: (page?: string) => Promise<Page>;
  let address: string;
  let watching: Page;

  beforeAll(async () => {
    const [{ admin }, opened, other] = await Promise.all([workspaceWith({}), openBrowser(), openPrivateBrowser()]);
    ({ browser, popup: openPage } = opened);
    stranger = other;
    await signInExtension(browser, admin);
  });
  afterAll(() => Promise.all([browser.close(), stranger.close()]));

  test("one's own clip is uploaded and published", async () => {
    const page = await openPage("upload.html");
    await page.getByLabel("Video file").setInputFiles(CLIP);
    expect(await page.getByLabel("Title").inputValue()).toBe("clip");
    await page.getByLabel("Title").fill("Spring launch");
    await page.getByLabel("Name of the new project").fill("Spring");
    await page.getByRole("button", { name: "Upload", exact: true }).click();

    await page.getByText("Uploaded. Who can watch it?").waitFor();
    await page.getByText("Public", { exact: true }).click();
    await page.getByRole("button", { name: "Publish" }).click();
    address = await page.getByLabel("Link to the share page").inputValue();
    expect(address).toMatch(/\/s\/[A-Za-z0-9_-]{22}$/);
    await page.close();
  });

  test("anyone with the link watches it: it plays, and seeks", async () => {
    watching = await stranger.newPage();
    await watching.goto(address);
    const { moved, sought } = await watching.evaluate(async () => {
      const video = document.querySelector("video");
      if (!video) throw new Error("There is no player.");
      const next = (event: string) => new Promise((resolve) => video.addEventListener(event, resolve, { once: true }));
      video.muted = true;
      await video.play();
      const from = video.currentTime;
      await next("timeupdate");
      await next("timeupdate");
      const reached = video.currentTime;
      video.currentTime = 2;
      await next("seeked");
      return { moved: reached - from, sought: video.currentTime };
    });
    expect(moved).toBeGreaterThan(0);
    expect(sought).toBeCloseTo(2, 1);
  });

  test("restricted in the popup while it plays: the stranger's page and bytes are closed within a second", async () => {
    const tab = await browser.newPage();
    await tab.goto(address);
    await tab.bringToFront();
    const popup = await openRealPopup(browser);
    await popup.until("document.querySelector('input[value=public]')?.checked", "the share as public");
    await popup.evaluate("document.querySelector('input[value=restricted]').click()");
    await popup.until(
      "document.querySelector('input[value=restricted]').checked && !document.querySelector('[aria-busy=true]')",
      "the server's word",
    );

    await expect.poll(async () => (await fetch(`${address}/media`)).status, { timeout: 1_000, interval: 50 }).toBe(401);
    await watching.reload();
    expect(new URL(watching.url()).pathname).toBe("/sign-in");
    await popup.close();
  });

  test("a refused change is taken back before one's eyes, with the reason", async () => {
    const tab = await browser.newPage();
    await tab.goto(address);
    await tab.bringToFront();
    const popup = await openRealPopup(browser);
    await popup.until("document.querySelector('input[value=restricted]')?.checked", "the share as restricted");
    await browser.setOffline(true);
    await popup.evaluate("window.fetch = () => Promise.reject(new TypeError('offline'))");
    await popup.evaluate("document.querySelector('input[value=public]').click()");
    await popup.until("document.body.innerText.includes('Not changed.')", "why it was refused");
    expect(await popup.evaluate("document.querySelector('input[value=restricted]').checked")).toBe(true);
    await browser.setOffline(false);
    await popup.close();
  });
});
