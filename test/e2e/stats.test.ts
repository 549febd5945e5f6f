import type { BrowserContext, Page } from "playwright-core";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Share } from "../../shared/api/shares.ts";
import { LOCALES } from "../../shared/i18n/locale.ts";
import { translator } from "../../shared/i18n/translate.ts";
import { type MemberActor, workspaceWith } from "../support/actors.ts";
import { openPrivateBrowser, openWatchersBrowser } from "../support/browser.ts";
import { BROWSER } from "../support/browser-agent.ts";
import { sql } from "../support/database.ts";
import { keepPageScreens } from "../support/keep-screens.ts";
import { signInBrowser } from "../support/sign-in-page.ts";
import { fixture, newProject, newVideo, publish, uploadBytes } from "../support/videos.ts";
import { readStats } from "../support/watching.ts";

const t = translator("en");
const DAY = 24 * 60 * 60 * 1_000;
const LENGTH = 90;

let token: string;
let viewer: MemberActor;
let workspaceId: string;

beforeAll(async () => {
  const made = await workspaceWith({ viewer: 1 });
  token = made.admin.accessToken;
  workspaceId = made.workspaceId;
  [viewer] = made.members.viewer as [MemberActor];
});

let browser: BrowserContext | undefined;
afterEach(() => browser?.close());

/** A public share of a video of a minute and a half. */
async function shared(): Promise<Share> {
  const video = await newVideo(token, await newProject(token, workspaceId), "Spring launch, final cut");
  expect((await uploadBytes(token, video.id, await fixture("long.mp4"))).status).toBe(204);
  return publish(token, video.id, "public");
}

/** As if people had watched it for a month: most begin, and fewer and fewer go on. */
async function watchedForMonth(): Promise<Share> {
  const share = await shared();
  const today = Math.floor(Date.now() / DAY);
  for (let ago = 0; ago < 30; ago += 1) {
    const views = Math.round(1_240 * Math.exp(-((ago - 21) ** 2) / 30) + 180 + 90 * Math.sin(ago));
    await sql("INSERT INTO view_days (node_id, day, views) VALUES (?, ?, ?)", [share.nodeId, today - ago, views]);
  }
  let before = 0;
  for (let second = 0; second < LENGTH; second += 1) {
    const viewers = Math.round(6_000 * Math.exp(-second / 55) + (second > 40 && second < 48 ? 900 : 0));
    const values = [share.nodeId, second, viewers - before];
    await sql("INSERT INTO watched_edges (node_id, version, second, change) VALUES (?, 1, ?, ?)", values);
    before = viewers;
  }
  return share;
}

const played = (page: Page) =>
  page.evaluate<number>(
    "(({ played }) => (played.length > 0 ? played.end(played.length - 1) : 0))(document.querySelector('video'))",
  );

/** Watches from a second on, for two. */
async function watch(page: Page, from: number): Promise<void> {
  await page.evaluate(`(async (player) => {
    player.muted = true;
    player.currentTime = ${from};
    await player.play();
  })(document.querySelector('video'))`);
  await expect.poll(() => played(page)).toBeGreaterThan(from + 2);
  await page.evaluate("document.querySelector('video').pause()");
}

describe("whoever watches", () => {
  test("is counted once they leave, for the seconds they watched; the same again adds nothing", async () => {
    const { url, nodeId } = await shared();
    browser = await openWatchersBrowser(BROWSER);
    const page = await browser.newPage();
    await page.goto(url);
    await watch(page, 10);
    expect((await readStats(token, nodeId)).totalViews).toBe(0);
    await page.goto("about:blank");
    await expect.poll(async () => (await readStats(token, nodeId)).totalViews).toBe(1);
    const { retention } = await readStats(token, nodeId);
    expect([9, 10, 11, 40].map((at) => retention[at]?.viewers)).toEqual([0, 1, 1, 0]);

    await page.goto(url);
    await watch(page, 11);
    const told = page.waitForResponse((one) => one.url().endsWith("/views"));
    await page.evaluate(`Object.defineProperty(document, "visibilityState", { value: "hidden" });
      document.dispatchEvent(new Event("visibilitychange"))`);
    expect((await told).status()).toBe(204);
    const after = await readStats(token, nodeId);
    expect([after.totalViews, after.retention[11]?.viewers, after.retention[12]?.viewers]).toEqual([1, 1, 1]);
    expect(await browser.cookies()).toEqual([]);
  });

  test("and may edit it is not counted, nor a page that only stood there", async () => {
    const { url, nodeId } = await shared();
    browser = await openWatchersBrowser(BROWSER);
    const page = await browser.newPage();
    const told: string[] = [];
    browser.on("request", (one) => {
      if (one.url().endsWith("/views")) told.push(one.url());
    });
    await page.goto(url);
    await expect.poll(() => page.locator("[data-views]").count()).toBe(1);
    await page.goto("about:blank");
    await signInBrowser(browser, { token });
    await page.goto(url);
    await expect.poll(() => page.locator("[data-views]").count()).toBe(0);
    await watch(page, 0);
    await page.goto("about:blank");
    expect(told).toEqual([]);
    expect((await readStats(token, nodeId)).totalViews).toBe(0);
  });
});

describe("the charts", () => {
  test("are there without script for those who may edit, and can be read as tables", async () => {
    const { url } = await watchedForMonth();
    browser = await openPrivateBrowser("en", { script: false });
    await signInBrowser(browser, { token });
    const page = await browser.newPage();
    await page.goto(url);
    await page.getByRole("link", { name: t("stats.show") }).click();
    const stats = page.getByRole("region", { name: t("stats.title") });
    await stats.getByRole("img", { name: /^Views a day from .+; 1,\d{3} at most\.$/ }).waitFor();
    await stats
      .getByRole("img", { name: "Viewers of each moment: 6,000 at the beginning, 1,190 at the end." })
      .waitFor();
    for (const table of await stats.getByText(t("stats.table")).all()) await table.click();
    const rows = (name: string) => stats.getByRole("table", { name }).getByRole("row");
    await expect.poll(() => rows(t("stats.by_day")).count()).toBe(31);
    await expect.poll(() => rows(t("stats.retention")).count()).toBe(19);
    await expect.poll(() => rows(t("stats.retention")).nth(2).allTextContents()).toEqual(["0:055,479"]);
    await expect.poll(() => stats.getByText(t("stats.half", { moment: "0:48" })).count()).toBe(1);
  });

  test("are nobody else's, whatever the address says", async () => {
    const { url } = await watchedForMonth();
    browser = await openPrivateBrowser();
    const page = await browser.newPage();
    for (const as of [undefined, viewer.accessToken]) {
      if (as !== undefined) await signInBrowser(browser, { token: as });
      await page.goto(`${url}?stats`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await expect.poll(() => page.locator("#stats").count()).toBe(0);
    }
  });
});

describe.each(LOCALES)("looked at, in %s", (locale) => {
  test("watched for a month, and not yet", async () => {
    const words = translator(locale);
    browser = await openPrivateBrowser(locale);
    await signInBrowser(browser, { token });
    const page = await browser.newPage();
    const look = async (url: string, name: string) => {
      await page.goto(`${url}?stats`);
      await page.evaluate("document.querySelector('#stats').scrollIntoView()");
      await keepPageScreens(page, name, locale);
    };
    const { url } = await watchedForMonth();
    await look(url, "page-stats");
    for (const table of await page.getByText(words("stats.table")).all()) await table.click();
    await page.evaluate("document.querySelector('#stats').scrollIntoView()");
    await keepPageScreens(page, "page-stats-tables", locale);
    await page.goto(url);
    await page.evaluate("document.querySelector('.talk').scrollIntoView()");
    await keepPageScreens(page, "page-stats-asked", locale);
    await look((await shared()).url, "page-stats-none");
  });
});
