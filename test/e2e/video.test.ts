import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { workspaceWith } from "../support/actors.ts";
import { openBrowser, openPrivateBrowser } from "../support/browser.ts";
import { openRealPopup, type RealPopup } from "../support/real-popup.ts";
import { signInExtension } from "../support/sign-in-extension.ts";

const CLIP = join(import.meta.dirname, "../fixtures/clip.mp4");
const CAPTIONS = `1
00:00:00,500 --> 00:00:01,500
Spring is here.

2
00:00:01,600 --> 00:00:04,000
And so are we.
`;
const PASSWORD = "kovu-teba-miro";

describe("a video goes out, is locked, and is closed from the popup", () => {
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

  test("one's own clip is uploaded, with captions and a poster, and published", async () => {
    const page = await openPage("upload.html");
    const posters: string[] = [];
    page.on("response", (response) => {
      const { pathname, search } = new URL(response.url());
      if (pathname.endsWith("/poster")) posters.push(`${search} ${response.ok()}`);
    });
    await page.getByLabel("File to upload").setInputFiles(CLIP);
    await expect.poll(() => page.getByLabel("Title").inputValue()).toBe("clip");
    await page.getByLabel("Title").fill("Spring launch");
    await page.getByLabel("Name of the new project").fill("Spring");
    await page.getByRole("button", { name: "Upload", exact: true }).click();

    await page.getByText("Uploaded. Who can watch it?").waitFor();
    const file = { name: "clip.fr.srt", mimeType: "application/x-subrip", buffer: Buffer.from(CAPTIONS) };
    await page.getByLabel("Captions file").setInputFiles(file);
    await expect.poll(() => page.getByLabel("Language of the captions").inputValue()).toBe("fr");
    await page.getByLabel("Language of the captions").selectOption("en");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByText("2 lines", { exact: true }).waitFor();

    await page.getByText("Public", { exact: true }).click();
    await page.getByRole("button", { name: "Publish and copy the link" }).click();
    address = await page.getByLabel("Link to the share page").inputValue();
    expect(address).toMatch(/\/s\/[A-Za-z0-9_-]{22}$/);
    await expect
      .poll(() => [...posters].sort(), { timeout: 15_000 })
      .toEqual(["?width=1280 true", "?width=1280 true", "?width=640 true", "?width=640 true"]);
    await page.close();
  });

  test("anyone with the link watches it: it plays, seeks, and shows its captions", async () => {
    watching = await stranger.newPage();
    await watching.goto(address);
    const { moved, sought } = await play(watching);
    expect(moved).toBeGreaterThan(0);
    expect(sought).toBeCloseTo(2, 1);
    expect(await captionAt(watching, 1)).toEqual({ language: "en", text: "Spring is here." });
    expect(await captionAt(watching, 2)).toEqual({ language: "en", text: "And so are we." });
    const poster = await stranger.request.get(`${address}/poster?w=640`, { headers: { Accept: "image/webp,*/*" } });
    expect([poster.status(), poster.headers()["content-type"]]).toEqual([200, "image/webp"]);
  });

  test("choosing Password waits for one, and then locks the link", async () => {
    const popup = await popupOver(address);
    await popup.until("document.querySelector('input[value=public]')?.checked", "the share as public");
    await popup.evaluate("document.querySelector('input[value=password]').click()");
    await popup.until("document.querySelector('input[name=share-password]')", "the field");
    await popup.until("document.activeElement.name === 'share-password'", "the field in focus");
    await expect
      .poll(() => popup.evaluate("document.querySelector('.visibility').innerText"))
      .toBe("Anyone with the link");
    expect((await fetch(`${address}/media`)).status).toBe(200);

    await givePassword(popup, "abc");
    await popup.until("document.body.innerText.includes('Use 4 characters or more.')", "that it is too short");
    await givePassword(popup, PASSWORD);
    await popup.until("document.body.innerText.includes('Set. It is not shown again.')", "that it is set");
    await expect
      .poll(() => popup.evaluate("document.querySelector('.visibility').innerText"))
      .toBe("Anyone with the password");
    expect((await fetch(`${address}/media`)).status).toBe(401);
    await popup.close();
  });

  test("the stranger gets the form, is told of a wrong password, unlocks and watches", async () => {
    await watching.reload();
    await watching.getByRole("heading", { name: "This link has a password" }).waitFor();
    await expect.poll(() => watching.locator("video").count()).toBe(0);
    expect(await watching.content()).not.toContain("Spring launch");
    await watching.getByLabel("Password").fill("no-such-word");
    await watching.getByRole("button", { name: "Go on" }).click();
    await watching.getByText("That is not the password.").waitFor();
    await watching.getByLabel("Password").fill(PASSWORD);
    await watching.getByRole("button", { name: "Go on" }).click();
    await watching.locator("video").waitFor();
    expect(watching.url()).toBe(address);
    expect((await play(watching)).moved).toBeGreaterThan(0);
    expect(await captionAt(watching, 1)).toEqual({ language: "en", text: "Spring is here." });
  });

  test("restricted in the popup while it plays: the stranger's page and bytes are closed within a second", async () => {
    await watching.evaluate(() => {
      const video = document.querySelector("video");
      if (video) video.loop = true;
      void video?.play();
    });
    // The tab shows the form, after a wrong try even at another address: the popup knows the share all the same.
    const popup = await popupOver(`${address}/unlock`);
    await popup.until("document.querySelector('input[value=password]')?.checked", "the share as locked");
    await popup.evaluate("document.querySelector('input[value=restricted]').click()");
    await popup.until(
      "document.querySelector('input[value=restricted]').checked && !document.querySelector('[aria-busy=true]')",
      "the server's word",
    );
    // With the stranger's own cookies, the one that unlocked it among them.
    const bytes = async () => (await stranger.request.get(`${address}/media`)).status();
    await expect.poll(bytes, { timeout: 1_000, interval: 50 }).toBe(401);
    await watching.reload();
    expect(new URL(watching.url()).pathname).toBe("/sign-in");
    await popup.close();
  });

  test("the password it had serves again, with one press", async () => {
    const popup = await popupOver(address);
    await popup.until("document.querySelector('input[value=restricted]')?.checked", "the share as restricted");
    await popup.evaluate("document.querySelector('input[value=password]').click()");
    await popup.until(
      "document.body.innerText.includes('One is set.') && !document.querySelector('[aria-busy=true]')",
      "that there is one",
    );
    expect((await fetch(`${address}/media`)).status).toBe(401);
    expect(await (await fetch(address)).text()).toContain("/unlock");
    await popup.evaluate("document.querySelector('input[value=restricted]').click()");
    await popup.until(
      "document.querySelector('input[value=restricted]').checked && !document.querySelector('[aria-busy=true]')",
      "the server's word",
    );
    await popup.close();
  });

  test("arrow keys move along the switch without opening anything", async () => {
    const popup = await popupOver(address);
    await popup.until("document.querySelector('input[value=restricted]')?.checked", "the share as restricted");
    await popup.evaluate("document.querySelector('input[value=restricted]').focus()");
    const pressLeft = "new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true, cancelable: true })";
    await popup.evaluate(`document.activeElement.dispatchEvent(${pressLeft})`);
    await expect.poll(() => popup.evaluate("document.activeElement.value")).toBe("public");
    await expect.poll(() => popup.evaluate("document.querySelector('input[value=restricted]').checked")).toBe(true);
    await popup.close();
  });

  test("a refused change is taken back before one's eyes, with the reason", async () => {
    const popup = await popupOver(address);
    await popup.until("document.querySelector('input[value=restricted]')?.checked", "the share as restricted");
    await popup.evaluate("window.fetch = () => Promise.reject(new TypeError('offline'))");
    await popup.evaluate("document.querySelector('input[value=public]').click()");
    await popup.until("document.body.innerText.includes('Not changed.')", "why it was refused");
    await expect.poll(() => popup.evaluate("document.querySelector('input[value=restricted]').checked")).toBe(true);
    await popup.close();
  });

  async function popupOver(url: string): Promise<RealPopup> {
    const tab = await browser.newPage();
    await tab.goto(url);
    await tab.bringToFront();
    return openRealPopup(browser);
  }
});

async function givePassword(popup: RealPopup, password: string): Promise<void> {
  const typed = `Object.assign(field, { value: ${JSON.stringify(password)} })`;
  await popup.evaluate(`{ const field = document.querySelector('input[name=share-password]');
    ${typed}.dispatchEvent(new InputEvent('input', { bubbles: true })); }`);
  await popup.evaluate("document.querySelector('form.share-note').requestSubmit()");
}

/** How far it played by itself, and where a seek to two seconds went. */
function play(page: Page): Promise<{ moved: number; sought: number }> {
  return page.evaluate(async () => {
    const video = document.querySelector("video");
    if (!video) throw new Error("There is no player.");
    const next = (event: string) => new Promise((resolve) => video.addEventListener(event, resolve, { once: true }));
    video.muted = true;
    await video.play();
    const from = video.currentTime;
    await next("timeupdate");
    await next("timeupdate");
    const reached = video.currentTime;
    video.pause();
    video.currentTime = 2;
    await next("seeked");
    return { moved: reached - from, sought: video.currentTime };
  });
}

/** What the first track shows at a time. */
function captionAt(page: Page, seconds: number): Promise<{ language: string; text: string }> {
  return page.evaluate(async (at) => {
    const video = document.querySelector("video");
    const track = video?.querySelector("track");
    if (!video || !track) throw new Error("There are no captions.");
    if (track.readyState !== 2) {
      const loaded = new Promise((resolve, reject) => {
        track.addEventListener("load", resolve, { once: true });
        track.addEventListener("error", () => reject(new Error("The captions did not load.")), { once: true });
      });
      track.track.mode = "showing";
      await loaded;
    }
    track.track.mode = "showing";
    const sought = new Promise((resolve) => video.addEventListener("seeked", resolve, { once: true }));
    video.currentTime = at;
    await sought;
    const deadline = Date.now() + 5_000;
    while (!track.track.activeCues?.length && Date.now() < deadline) await new Promise((done) => setTimeout(done, 50));
    const cues = [...(track.track.activeCues ?? [])] as VTTCue[];
    return { language: track.track.language, text: cues.map(({ text }) => text).join("\n") };
  }, seconds);
}
