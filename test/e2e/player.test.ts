import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { LOCALES } from "../../shared/i18n/locale.ts";
import { translator } from "../../shared/i18n/translate.ts";
import { OFFERED_REACTIONS } from "../../shared/reactions.ts";
import { clockTime } from "../../shared/watch/moment.ts";
import { workspaceWith } from "../support/actors.ts";
import { openPrivateBrowser } from "../support/browser.ts";
import { api } from "../support/client.ts";
import { keepPageScreens } from "../support/keep-screens.ts";
import { signInBrowser } from "../support/sign-in-page.ts";
import { fixture, newProject, newVideo, publish, uploadBytes } from "../support/videos.ts";

const LINES = Array.from({ length: 40 }, (_, n) => [n * 2, `Line ${n} of what is said`] as const);
const clock = (seconds: number) =>
  `00:${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}.000`;
const ENGLISH = `WEBVTT\n\n${LINES.map(([at, text]) => `${clock(at)} --> ${clock(at + 2)}\n${text}\n`).join("\n")}`;
const FRENCH = `WEBVTT\n\n${LINES.map(([at], n) => `${clock(at)} --> ${clock(at + 2)}\nLa ligne ${n}, la voilà\n`).join("\n")}`;

const STARTS = [0, 20, 62];
const CHAPTERS = {
  en: ["Opening", "How the spring collection came about, and who was there", "What comes next"],
  fr: ["Ouverture", "Comment la collection de printemps est née, et qui était là", "La suite"],
};
const chapters = (titles: string[]) =>
  `WEBVTT\n\n${titles.map((title, n) => `${clock(STARTS[n] ?? 0)} --> ${clock(90)}\n${title}\n`).join("\n")}`;

let address: string;
let videoId: string;
let owner: { token: string };

beforeAll(async () => {
  const { admin, workspaceId } = await workspaceWith({});
  const token = admin.accessToken;
  owner = { token };
  const video = await newVideo(token, await newProject(token, workspaceId), "Spring launch");
  videoId = video.id;
  expect((await uploadBytes(token, video.id, await fixture("long.mp4"))).status).toBe(204);
  for (const [language, rawBody] of [
    ["en", ENGLISH],
    ["fr", FRENCH],
  ] as const) {
    const headers = { "Content-Type": "text/vtt" };
    expect((await api("PUT", `/videos/${video.id}/captions/${language}`, { token, headers, rawBody })).status).toBe(
      201,
    );
  }
  const headers = { "Content-Type": "text/vtt" };
  for (const [language, titles] of Object.entries(CHAPTERS)) {
    const rawBody = chapters(titles);
    await api("PUT", `/videos/${video.id}/captions/${language}?kind=chapters`, { token, headers, rawBody });
  }
  await api("PATCH", `/workspaces/${workspaceId}`, { token, body: { look: { colour: "#0a7d5a" } } });
  await api("PUT", `/workspaces/${workspaceId}/logo`, { token, rawBody: await fixture("avatar.png") });
  address = (await publish(token, video.id, "public")).url;
});

describe("the player, with its script", () => {
  let browser: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    browser = await openPrivateBrowser();
    await browser.grantPermissions(["clipboard-read", "clipboard-write"]);
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    await page?.close();
    page = await browser.newPage();
    await page.setViewportSize({ width: 1000, height: 800 });
    await page.goto(address);
    await page.evaluate("localStorage.clear()");
    await open(address);
  });

  async function open(url: string): Promise<void> {
    await page.goto(url);
    await page.locator("[data-tools]:not([hidden])").waitFor();
    await expect.poll(() => state("readyState")).toBeGreaterThan(0);
  }

  const state = (name: string) => page.evaluate(`document.querySelector("video").${name}`) as Promise<number>;
  const at = async () => Math.round(await state("currentTime"));
  const shown = () =>
    page.evaluate(
      '[...document.querySelector("video").textTracks].filter(t => t.mode === "showing").map(t => t.language)',
    );

  test("plays by the keys people know, wherever the focus is", async () => {
    await page.keyboard.press("k");
    await expect.poll(() => state("paused")).toBe(false);
    await page.keyboard.press(" ");
    await expect.poll(() => state("paused")).toBe(true);
    await page.keyboard.press("5");
    await expect.poll(at).toBe(45);
    for (const [key, moment] of [
      ["l", 55],
      ["j", 45],
      ["ArrowRight", 50],
      ["ArrowLeft", 45],
      ["0", 0],
      ["j", 0],
      ["9", 81],
      ["l", 90],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(at).toBe(moment);
    }
    await page.keyboard.press("m");
    await expect.poll(() => state("muted")).toBe(true);
    await page.keyboard.press("m");
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => state("volume")).toBeCloseTo(0.9);
    await page.getByRole("status").filter({ hasText: "90%" }).waitFor();
    await expect.poll(shown).toEqual(["en"]);
    await page.keyboard.press("c");
    await expect.poll(shown).toEqual([]);
    await page.keyboard.press("c");
    await expect.poll(shown).toEqual(["en"]);
    await page.keyboard.press("f");
    await expect.poll(() => page.evaluate("document.fullscreenElement?.tagName")).toBe("VIDEO");
    await page.keyboard.press("f");
    await expect.poll(() => page.evaluate("document.fullscreenElement")).toBeNull();
  });

  test("a focused video skips once, a field keeps its letters, a button its space", async () => {
    await page.locator("video").focus();
    await page.keyboard.press("5");
    await page.keyboard.press("ArrowRight");
    await expect.poll(at).toBe(50);
    await page.getByText("Transcript", { exact: true }).click();
    await page.getByLabel("Search the transcript").fill("");
    await page.getByLabel("Search the transcript").pressSequentially("k5 j");
    expect([await at(), await state("paused")]).toEqual([50, true]);
    await expect.poll(() => page.getByLabel("Search the transcript").inputValue()).toBe("k5 j");
    await page.getByText("Keyboard").focus();
    await page.keyboard.press(" ");
    await page.getByText("full screen").waitFor();
    await expect.poll(() => state("paused")).toBe(true);
  });

  test("speed and volume are remembered in the next video", async () => {
    await page.getByLabel("Speed").selectOption("1.5");
    await page.keyboard.press(">");
    await page.getByRole("status").filter({ hasText: "1.75×" }).waitFor();
    await expect.poll(() => page.getByLabel("Speed").inputValue()).toBe("1.75");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("m");
    await expect.poll(() => page.evaluate("localStorage.getItem('foyer-habits')")).toContain('"muted":true');
    await open(address);
    expect([await state("playbackRate"), await state("volume"), await state("muted")]).toEqual([1.75, 0.9, true]);
  });

  test("a link leads to its moment; one copied here leads back to where it was copied", async () => {
    await open(`${address}?t=1m2s`);
    await expect.poll(at).toBe(62);
    await page.getByRole("button", { name: "Copy link at 1:02" }).click();
    await page.getByRole("status").filter({ hasText: "Link copied" }).waitFor();
    await expect.poll(() => page.evaluate("navigator.clipboard.readText()")).toBe(`${address}?t=62`);
    await open(`${address}?t=soon`);
    await expect.poll(at).toBe(62);
    await page.getByText("Going on at 1:02").waitFor();
  });

  test("goes on where one stopped, and from the beginning when asked to", async () => {
    await page.keyboard.press("5");
    await expect.poll(at).toBe(45);
    await page.keyboard.press("k");
    await expect.poll(() => state("paused")).toBe(false);
    await page.keyboard.press("k");
    await open(address);
    await expect.poll(at).toBe(45);
    await page.getByText("Going on at 0:45").waitFor();
    await page.getByRole("button", { name: "From the beginning" }).click();
    await expect.poll(at).toBe(0);
    await open(`${address}?t=10`);
    await expect.poll(at).toBe(10);
  });

  test("chapters are named as they play, led to by pointer, by keys and by Enter, and do not load the page anew", async () => {
    const [, second = "", third = ""] = CHAPTERS.en;
    const list = page.getByRole("navigation", { name: "Chapters" });
    const now = () => list.locator("[aria-current]").innerText();
    await expect.poll(now).toContain("Opening");
    await page.evaluate("window.stayed = true");
    await list.getByRole("link", { name: third }).click();
    await expect.poll(at).toBe(62);
    await expect.poll(now).toContain(third);
    await expect.poll(() => page.locator("[data-chapter]").innerText()).toBe(third);
    await page.keyboard.press("Control+ArrowLeft");
    await expect.poll(at).toBe(20);
    await page.getByRole("status").filter({ hasText: second }).waitFor();
    await page.keyboard.press("Control+ArrowRight");
    await expect.poll(at).toBe(62);
    await page.keyboard.press("Control+ArrowRight");
    await expect.poll(at).toBe(62);
    await list.getByRole("link", { name: "Opening" }).press("Enter");
    await expect.poll(at).toBe(0);
    await page.locator(".marks a").nth(1).click();
    await expect.poll(at).toBe(20);
    await expect.poll(() => page.locator(".marks [data-now]").count()).toBe(1);
    expect(await page.evaluate("window.stayed")).toBe(true);
    await page.keyboard.press("c");
    await expect.poll(shown).toEqual([]);
    await page.keyboard.press("c");
    await expect.poll(shown).toEqual(["en"]);
  });

  test("the text follows what plays, is searched, leads to the moment, and changes its language", async () => {
    await page.getByText("Transcript", { exact: true }).click();
    const lines = page.locator("details li");
    await expect.poll(() => lines.count()).toBe(40);
    await page.keyboard.press("5");
    const now = page.locator("li[aria-current]");
    await expect.poll(() => now.innerText()).toContain("Line 22 of what is said");
    await page.getByLabel("Search the transcript").fill("SAID 31");
    await expect.poll(() => lines.filter({ visible: true }).count()).toBe(1);
    await lines.filter({ visible: true }).getByRole("button").click();
    await expect.poll(at).toBe(62);
    await page.getByLabel("Search the transcript").fill("nowhere");
    await page.getByText("Nothing like that is said here.").waitFor();
    await page.getByLabel("Search the transcript").fill("voila 3");
    await page.getByLabel("Language of the transcript").selectOption("fr");
    await page.getByText("La ligne 3, la voilà").waitFor();
    await expect.poll(() => page.locator("details ol").getAttribute("lang")).toBe("fr");
  });

  test("a page that lost its right says that the text could not be loaded", async () => {
    await page.route("**/transcript*", (route) => route.fulfill({ status: 401, body: "{}" }));
    await page.getByText("Transcript", { exact: true }).click();
    await page.getByText("The transcript could not be loaded.").waitFor();
  });

  test("runs its script under the page's policy, without a word in the console", async () => {
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(String(error)));
    await open(address);
    await page.getByText("Transcript", { exact: true }).click();
    await page.locator("details li").first().waitFor();
    expect(said).toEqual([]);
  });
});

/** As if the browser stood there. */
async function inZone(page: Page, timezoneId: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setTimezoneOverride", { timezoneId });
}

describe.each(LOCALES)("the player, looked at, in %s", (locale) => {
  const t = translator(locale);

  test("with its tools, its text and its keys", async () => {
    const browser = await openPrivateBrowser(locale);
    const page = await browser.newPage();
    await page.goto(`${address}?t=41`);
    await page.locator("li[aria-current]").waitFor();
    await page.getByText(t("share.keys")).click();
    await keepPageScreens(page, "page-share-player", locale);
    await browser.close();
  });

  test("with the controls of whoever may edit it, in their own time zone", async () => {
    const browser = await openPrivateBrowser(locale);
    await browser.grantPermissions(["clipboard-read", "clipboard-write"]);
    await signInBrowser(browser, owner);
    const page = await browser.newPage();
    await inZone(page, "America/New_York");
    await page.goto(address);
    await page.getByText(t("sharing.title"), { exact: true }).click();
    await page.getByText("America/New_York").waitFor();
    await page.getByLabel(t("sharing.expires")).fill("2040-07-01T08:00");
    await page.getByRole("button", { name: t("sharing.save"), exact: true }).click();
    await page.getByText(t("sharing.saved_settings")).waitFor();
    expect(page.url()).toBe(address);
    await expect.poll(() => page.getByLabel(t("sharing.expires")).inputValue()).toBe("2040-07-01T08:00");
    await page.getByRole("button", { name: t("sharing.copy"), exact: true }).click();
    await page
      .getByRole("status")
      .filter({ hasText: t("share.copied") })
      .waitFor();
    await expect.poll(() => page.evaluate("navigator.clipboard.readText()")).toBe(address);
    await page.getByLabel(t("sharing.file")).setInputFiles({
      name: "launch.de.vtt",
      mimeType: "text/vtt",
      buffer: Buffer.from("WEBVTT\n\n00:00.500 --> 00:02.000\nHallo"),
    });
    await page.getByLabel(t("sharing.language")).selectOption("de");
    await page.getByRole("button", { name: t("sharing.put") }).click();
    await page.getByText(t("sharing.saved_captions")).waitFor();
    await page.getByRole("listitem").filter({ hasText: "Deutsch" }).locator("summary").click();
    await keepPageScreens(page, "page-share-sharing", locale);
    const replaced = await api("PUT", `/videos/${videoId}/captions/de`, {
      token: owner.token,
      headers: { "Content-Type": "text/vtt" },
      rawBody: "WEBVTT\n\n00:00.500 --> 00:02.000\nGuten Tag",
    });
    expect(replaced.status).toBe(200);
    await page.getByRole("listitem").filter({ hasText: "Deutsch" }).getByRole("button").click();
    await page.getByText(t("problem.precondition_failed")).scrollIntoViewIfNeeded();
    await keepPageScreens(page, "page-share-captions-changed", locale);
    await page.getByRole("listitem").filter({ hasText: "Deutsch" }).getByRole("button").click();
    await page.getByText(t("sharing.saved_removed")).waitFor();
    await expect.poll(() => page.getByRole("listitem").filter({ hasText: "Deutsch" }).count()).toBe(0);
    await browser.close();
  });

  // The rest is looked at in English alone.
  if (locale === "fr") return;

  test("its captions, edited on the page", async () => {
    const browser = await openPrivateBrowser(locale);
    await signInBrowser(browser, owner);
    const page = await browser.newPage();
    await page.goto(address);
    await page.getByText(t("sharing.title"), { exact: true }).click();
    await page.getByRole("link", { name: `${t("sharing.edit")} English` }).click();
    await page
      .getByLabel(t("sharing.edit_cues", { language: locale === "en" ? "English" : "anglais" }))
      .fill("WEBVTT\n\nsoon\nNo.\n");
    await page.getByRole("button", { name: t("sharing.save_cues") }).click();
    await page.locator("#captions-error").scrollIntoViewIfNeeded();
    await keepPageScreens(page, "page-share-edit-captions", locale);
    await browser.clearCookies();
    await page.getByRole("button", { name: t("sharing.save_cues") }).click();
    await page.getByRole("heading", { name: t("sharing.signed_out_title") }).waitFor();
    await expect.poll(() => page.getByLabel(t("sharing.signed_out_text")).inputValue()).toBe("WEBVTT\n\nsoon\nNo.\n");
    await keepPageScreens(page, "page-share-signed-out", locale);
    await signInBrowser(browser, owner);
    await page.getByRole("button", { name: t("sharing.signed_out_again") }).click();
    await page.locator("#captions-error").waitFor();
    await expect.poll(() => page.locator("#cues").inputValue()).toBe("WEBVTT\n\nsoon\nNo.\n");
    await page.reload();
    await page.goto(page.url());
    await page.getByRole("heading", { name: "Spring launch" }).waitFor();
    await browser.close();
  });

  test("its chapters, written on the page", async () => {
    const browser = await openPrivateBrowser(locale);
    await signInBrowser(browser, owner);
    const page = await browser.newPage();
    await page.goto(address);
    await page.getByText(t("sharing.title"), { exact: true }).click();
    await page.getByRole("link", { name: `${t("sharing.edit")} ${t("share.chapters")} English` }).click();
    const lines = page.getByLabel(t("sharing.chapter_lines"));
    await expect
      .poll(() => lines.inputValue())
      .toBe(STARTS.map((start, n) => `${clockTime(start)} ${CHAPTERS.en[n]}`).join("\n"));
    await lines.fill("0:00 Opening\nand then");
    await page.getByRole("button", { name: t("sharing.save_chapters") }).click();
    await page.getByText(t("sharing.bad_chapter", { line: 2 })).scrollIntoViewIfNeeded();
    await keepPageScreens(page, "page-share-edit-chapters", locale);
    await browser.close();
  });

  test("without script: its text by language, and no tool to press in vain", async () => {
    const browser = await openPrivateBrowser(locale);
    const page = await browser.newPage();
    await page.route("**/assets/*", (route) => route.abort());
    await page.goto(address);
    await page.getByText(t("share.transcript"), { exact: true }).click();
    await page.getByRole("link", { name: "Français" }).waitFor();
    // What is there works as any form does.
    expect(await page.getByRole("button").filter({ visible: true }).allTextContents()).toEqual([
      t("comments.send"),
      ...OFFERED_REACTIONS,
    ]);
    await expect.poll(() => page.getByRole("combobox").filter({ visible: true }).count()).toBe(0);
    await page
      .getByRole("navigation", { name: t("share.chapters") })
      .getByRole("link")
      .nth(1)
      .click();
    await expect.poll(() => page.evaluate("document.querySelector('video').currentTime")).toBe(20);
    await browser.close();
  });
});
