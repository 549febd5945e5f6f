import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ShareRules } from "../../shared/api/shares.ts";
import { LOCALES } from "../../shared/i18n/locale.ts";
import { translator } from "../../shared/i18n/translate.ts";
import { type Actor, workspaceWith } from "../support/actors.ts";
import { openBrowser, openPrivateBrowser } from "../support/browser.ts";
import { api } from "../support/client.ts";
import { openSite, type Site } from "../support/foreign-site.ts";
import { keepInLanguages } from "../support/keep-in-languages.ts";
import { keepPageScreens, keepScreens, SIZES } from "../support/keep-screens.ts";
import { server } from "../support/server.ts";
import { completeVideo } from "../support/share-surfaces.ts";
import { signInExtension } from "../support/sign-in-extension.ts";
import { signInBrowser } from "../support/sign-in-page.ts";
import { filledMedia, playableVideo, publish, shareNode } from "../support/videos.ts";

const TITLES = { avatar: "Amélie, in front of the blue wall", voice: "Welcome to Northwind", video: "Spring launch" };
const WORDS = `WEBVTT

00:00.000 --> 00:01.000
Good morning, and welcome to Northwind.

00:01.100 --> 00:01.400
This is where you find everyone.

00:09.000 --> 00:10.000
Ask June if anything is missing.
`;

const SET = `WEBVTT

00:00.500 --> 00:02.000 align:start line:10%,end position:20%,line-left size:50%
<v.yellow Amélie & co>Tom &amp; Jerry: 1 < 2 &#151; <b>yes

00:00.000 --> 00:03.000 line:-2 vertical:rl
مرحبًا &lrm;Foyer&rlm;
<i>\u200fשלום</b> עולם</i>!
`;

const fixturePath = (name: string) => join(import.meta.dirname, "../fixtures", name);

let admin: Actor;
let workspaceId: string;

beforeAll(async () => {
  ({ admin, workspaceId } = await workspaceWith({}));
  await api("PATCH", "/me", { token: admin.accessToken, body: { name: "Tomás Okafor" } });
});

async function sharedVoice(): Promise<string> {
  const token = admin.accessToken;
  const node = await filledMedia(token, workspaceId, { kind: "voice", name: "voice.m4a", title: TITLES.voice });
  for (const language of ["en", "fr"]) {
    const headers = { "Content-Type": "text/vtt" };
    await api("PUT", `/videos/${node.id}/captions/${language}`, { token, headers, rawBody: WORDS });
  }
  return (await shareNode(token, node.id)).url;
}

async function sharedVideo(rules: Partial<ShareRules> = {}): Promise<string> {
  const { id } = await completeVideo(admin.accessToken, workspaceId, TITLES.video);
  return (await shareNode(admin.accessToken, id, rules)).url;
}

async function sharedPicture(name = "avatar.png"): Promise<string> {
  const node = await filledMedia(admin.accessToken, workspaceId, { kind: "avatar", name, title: TITLES.avatar });
  return (await shareNode(admin.accessToken, node.id, { visibility: "public", allowDownload: true })).url;
}

describe.each(LOCALES)("pages of each kind, looked at, in %s", (locale) => {
  const t = translator(locale);
  let browser: BrowserContext;
  let page: Page;

  beforeEach(async () => {
    browser = await openPrivateBrowser(locale);
    page = await browser.newPage();
  });
  afterEach(() => browser.close());

  async function keep(name: string): Promise<void> {
    await keepPageScreens(page, `page-share-${name}`, locale);
  }

  test("an avatar is shown", async () => {
    await page.goto(await sharedPicture());
    const picture = page.getByRole("img", { name: TITLES.avatar });
    await expect.poll(() => picture.evaluate((node: HTMLImageElement) => node.naturalWidth)).toBe(120);
    await page.getByText(t("share.download")).waitFor();
    await keep("avatar");
  });

  test("a voice is heard, and read", async () => {
    await page.goto(await sharedVoice());
    const { duration, moved } = await listen(page);
    expect(duration).toBeCloseTo(1.5, 0);
    expect(moved).toBeGreaterThan(0);
    await page.getByText("Good morning, and welcome to Northwind. This is where you find everyone.").waitFor();
    await keep("voice");
  });

  // The rest is looked at in English alone.
  if (locale === "fr") return;

  test("a video is still a video", async () => {
    const { id } = await playableVideo(admin.accessToken, workspaceId, TITLES.video);
    await page.goto((await publish(admin.accessToken, id, "public")).url);
    await expect
      .poll(() => page.locator("video").evaluate((node: HTMLVideoElement) => node.readyState))
      .toBeGreaterThan(0);
    await keep("video");
    await signInBrowser(browser, { token: admin.accessToken });
    await page.reload();
    await page.getByText(t("share.pass_on")).click();
    await page.setViewportSize(SIZES[0].viewport);
    await page.getByLabel(t("share.embed_code")).scrollIntoViewIfNeeded();
    await keepPageScreens(page, "page-share-pass-on", locale);
  });
});

describe.each(LOCALES)("what frames on other sites show, looked at, in %s", (locale) => {
  const t = translator(locale);
  let browser: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    browser = await openPrivateBrowser(locale);
    page = await browser.newPage();
    await page.setViewportSize({ width: 640, height: 360 });
  });
  afterAll(() => browser.close());

  test("a video, pointed at", async () => {
    await page.goto(`${await sharedVideo()}/embed`);
    await page.getByRole("link", { name: TITLES.video }).hover();
    const ready = () => page.locator("video").evaluate((node: HTMLVideoElement) => node.readyState);
    await expect.poll(ready).toBe(4);
    await keepScreens(page, `embed-video-${locale}`);
  });

  // The rest is looked at in English alone.
  if (locale === "fr") return;

  test("a voice, in a low frame", async () => {
    const address = await sharedVoice();
    await page.setViewportSize({ width: 640, height: 132 });
    await page.goto(`${address}/embed`);
    await keepScreens(page, "embed-voice");
    await page.setViewportSize({ width: 640, height: 360 });
  });

  test("the way to what is protected, and that there is nothing", async () => {
    await page.goto(`${await sharedVideo({ visibility: "restricted" })}/embed`);
    await page.getByRole("link", { name: t("open.something") }).waitFor();
    await keepScreens(page, "embed-card");
    await page.setViewportSize({ width: 320, height: 180 });
    await page.goto(`${server.url}/s/${"A".repeat(22)}/embed`);
    await page.getByText(t("share.not_found_title")).waitFor();
    await keepScreens(page, "embed-gone");
  });
});

describe("on a site elsewhere", () => {
  let browser: BrowserContext;
  let site: Site | undefined;
  beforeAll(async () => {
    browser = await openPrivateBrowser();
  });
  afterAll(() => Promise.all([browser.close(), site?.close()]));

  test("the player plays with its captions, also cut off from our origin; the page itself is not framed", async () => {
    const address = await sharedVideo();
    site = await openSite(`<!doctype html><html lang="en"><title>Northwind, the blog</title>
      <h1>Spring is here</h1>
      <iframe id="embed" title="Video" src="${address}/embed" width="480" height="270" allow="fullscreen"></iframe>
      <iframe id="cut" title="Cut off" src="${address}/embed" width="480" height="270" sandbox="allow-scripts"></iframe>
      <iframe id="page" title="Page" src="${address}" width="480" height="270"></iframe>
      <img src="${address}/poster?w=640" alt="The picture of a preview" width="160">`);
    const page = await browser.newPage();
    await page.goto(site.url);
    const frameOf = async (id: string) => {
      const frame = await (await page.waitForSelector(`#${id}`)).contentFrame();
      if (!frame) throw new Error(`There is no frame ${id}.`);
      return frame;
    };
    for (const id of ["embed", "cut"]) {
      const frame = await frameOf(id);
      const { moved, cues } = await frame.evaluate(playWithCaptions);
      expect([id, moved > 0, cues]).toEqual([id, true, id === "embed" ? 1 : 0]);
    }
    expect(await (await frameOf("page")).locator("video").count()).toBe(0);
    const picture = page.getByRole("img");
    await expect.poll(() => picture.evaluate((node: HTMLImageElement) => node.naturalWidth)).toBeGreaterThan(0);
    const popup = page.waitForEvent("popup");
    const link = (await frameOf("embed")).getByRole("link", { name: TITLES.video });
    await link.focus();
    await page.keyboard.press("Enter");
    expect((await popup).url()).toBe(address);
  });
});

// Most of the time they play.
describe.concurrent("what every browser is said to play, Chromium plays", () => {
  let browser: BrowserContext;
  beforeAll(async () => {
    browser = await openPrivateBrowser();
  });
  afterAll(() => browser.close());

  test.each(["avatar.jpg", "avatar.webp", "avatar.avif"])("%s", async (name) => {
    const page = await browser.newPage();
    await page.goto(await sharedPicture(name));
    const picture = page.getByRole("img", { name: TITLES.avatar });
    await expect.poll(() => picture.evaluate((node: HTMLImageElement) => node.naturalWidth)).toBe(120);
    await page.close();
  });

  test.each([
    ["voice.mp3", 1.5],
    ["voice.wav", 0.6],
    ["voice.aac", 1.5],
    ["voice.flac", 0.6],
    ["voice.webm", 1.5],
    ["voice-opus.ogg", 1.5],
    ["voice-vorbis.ogg", 1.5],
  ])("%s", async (name, seconds) => {
    const node = await filledMedia(admin.accessToken, workspaceId, { kind: "voice", name });
    const page = await browser.newPage();
    await page.goto((await shareNode(admin.accessToken, node.id)).url);
    const { duration, moved } = await listen(page);
    expect(Math.abs(duration - seconds)).toBeLessThan(0.25);
    expect(moved).toBeGreaterThan(0);
    await page.close();
  });
});

test("Chromium reads the captions that go out as they were meant", async () => {
  const browser = await openPrivateBrowser();
  const page = await browser.newPage();
  const token = admin.accessToken;
  const { id } = await completeVideo(token, workspaceId, TITLES.video);
  const headers = { "Content-Type": "text/vtt" };
  expect((await api("PUT", `/videos/${id}/captions/ar`, { token, headers, rawBody: SET })).status).toBe(201);
  await page.goto((await shareNode(token, id)).url);
  expect(await page.evaluate(readCuesOf, "ar")).toEqual([
    {
      times: [0, 3],
      placed: { line: -2, position: "auto", size: 100, align: "center", vertical: "rl", snapToLines: true },
      words: "مرحبًا \u200eFoyer\u200f\n\u200fשלום עולם!",
      spans: ["I"],
    },
    {
      times: [0.5, 2],
      placed: { line: 10, position: 20, size: 50, align: "start", vertical: "", snapToLines: false },
      words: "Tom & Jerry: 1 < 2 — yes",
      spans: ["SPAN.yellow Amélie & co", "B"],
    },
  ]);
  await browser.close();
});

describe("the page that uploads takes pictures and sounds", () => {
  const t = translator("en");
  let browser: BrowserContext;
  let openPage: (page?: string) => Promise<Page>;

  beforeAll(async () => {
    ({ browser, popup: openPage } = await openBrowser());
    await signInExtension(browser, admin);
  });
  afterAll(() => browser.close());

  async function upload(name: string, title: string): Promise<Page> {
    const page = await openPage("upload.html");
    await page.getByLabel(t("ext.upload.file")).setInputFiles(fixturePath(name));
    await page.getByLabel(t("ext.upload.video_title")).fill(title);
    const project = page.getByLabel(t("ext.upload.project"), { exact: true });
    await project.selectOption({ index: 0 });
    await keepInLanguages(page, `upload-${name.split(".")[0]}-chosen`);
    await page.getByRole("button", { name: t("ext.upload.start"), exact: true }).click();
    return page;
  }

  async function publishPublic(page: Page): Promise<string> {
    await page.getByText(t("visibility.public"), { exact: true }).click();
    await page.getByRole("button", { name: t("ext.upload.publish_one") }).click();
    return page.getByLabel(t("ext.upload.link")).inputValue();
  }

  test("a picture becomes an avatar with a link of its own, without captions", async () => {
    const page = await upload("avatar.jpg", TITLES.avatar);
    const posters: string[] = [];
    page.on("request", (request) => {
      if (new URL(request.url()).pathname.endsWith("/poster")) posters.push(request.url());
    });
    await page.getByText(t("ext.upload.uploaded_avatar")).waitFor();
    await keepInLanguages(page, "upload-avatar-done");
    await expect.poll(() => page.getByLabel(t("ext.captions.file")).count()).toBe(0);
    const address = await publishPublic(page);
    const shown = await fetch(`${address}/media`);
    expect([shown.status, shown.headers.get("Content-Type")]).toEqual([200, "image/jpeg"]);
    expect(posters).toEqual([]);
  });

  test("a sound becomes a voice, with captions", async () => {
    const page = await upload("voice.m4a", TITLES.voice);
    await page.getByText(t("ext.upload.uploaded_voice")).waitFor();
    const file = { name: "voice.en.vtt", mimeType: "text/vtt", buffer: Buffer.from(WORDS) };
    await page.getByLabel(t("ext.captions.file")).setInputFiles(file);
    await page.getByRole("button", { name: t("ext.captions.add"), exact: true }).click();
    await page.locator(".captions-added").waitFor();
    await keepInLanguages(page, "upload-voice-done");
    const address = await publishPublic(page);
    expect(await (await fetch(address)).text()).toContain("Good morning, and welcome to Northwind.");
  });

  test("a picture that is wider than places where it is shown small is made smaller for them", async () => {
    const page = await openPage("upload.html");
    const buffer = Buffer.from(await page.evaluate(drawnPicture, { width: 1000, height: 500 }), "base64");
    await page.getByLabel(t("ext.upload.file")).setInputFiles({ name: "wide.png", mimeType: "image/png", buffer });
    await page.getByLabel(t("ext.upload.project"), { exact: true }).selectOption({ index: 0 });
    await page.getByRole("button", { name: t("ext.upload.start"), exact: true }).click();
    await page.getByText(t("ext.upload.uploaded_avatar")).waitFor();
    const address = await publishPublic(page);
    const sizeOf = (path: string) => page.evaluate(pictureSize, `${address}${path}`);
    await expect.poll(() => sizeOf("/poster?w=640")).toEqual({ type: "image/webp", width: 640, height: 320 });
    expect(await sizeOf("/poster?w=1280")).toEqual({ type: "image/png", width: 1000, height: 500 });
  });

  test("what is none of them is said to be none", async () => {
    const page = await openPage("upload.html");
    const file = { name: "me.svg", mimeType: "image/svg+xml", buffer: Buffer.from("<svg/>") };
    await page.getByLabel(t("ext.upload.file")).setInputFiles(file);
    await page.getByText(t("ext.upload.not_taken")).waitFor();
    await keepScreens(page, "upload-not-taken");
  });
});

/** How far it played, and how many captions its first track holds. */
async function playWithCaptions(): Promise<{ moved: number; cues: number }> {
  const video = document.querySelector("video");
  if (!video) throw new Error("There is no player.");
  const [track] = video.textTracks;
  const element = document.querySelector("track");
  const read = new Promise((resolve) => {
    element?.addEventListener("load", resolve, { once: true });
    element?.addEventListener("error", resolve, { once: true });
  });
  if (element && element.readyState < 2) {
    if (track) track.mode = "showing";
    await read;
  }
  video.muted = true;
  await video.play();
  await new Promise((resolve) => video.addEventListener("timeupdate", resolve, { once: true }));
  return { moved: video.currentTime, cues: track?.cues?.length ?? 0 };
}

/** The cues that the browser itself has of a track, once it has read it. */
async function readCuesOf(language: string): Promise<unknown[]> {
  const element = document.querySelector<HTMLTrackElement>(`track[srclang=${language}]`);
  if (!element) throw new Error("There is no such track.");
  const read = new Promise((resolve) => element.addEventListener("load", resolve, { once: true }));
  element.track.mode = "showing";
  if (element.readyState < 2) await read;
  return ([...(element.track.cues ?? [])] as VTTCue[]).map((cue) => {
    const { line, position, size, align, vertical, snapToLines } = cue;
    const shown = cue.getCueAsHTML();
    return {
      times: [cue.startTime, cue.endTime],
      placed: { line, position, size, align, vertical, snapToLines },
      words: shown.textContent,
      spans: [...shown.querySelectorAll<HTMLElement>("*")].map(
        ({ tagName, className, title }) => `${tagName}${className && `.${className}`}${title && ` ${title}`}`,
      ),
    };
  });
}

/** How long it says it is, and how far it played by itself. */
function listen(page: Page): Promise<{ duration: number; moved: number }> {
  return page.evaluate(async () => {
    const audio = document.querySelector("audio");
    if (!audio) throw new Error("There is no player.");
    audio.muted = true;
    const ended = new Promise((resolve) => audio.addEventListener("ended", resolve, { once: true }));
    await audio.play();
    await ended;
    return { duration: audio.duration, moved: audio.currentTime };
  });
}

/** A PNG of a size, in base64. */
async function drawnPicture({ width, height }: { width: number; height: number }): Promise<string> {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d")?.fillRect(0, 0, width / 2, height);
  const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

async function pictureSize(url: string): Promise<{ type: string; width: number; height: number }> {
  const blob = await (await fetch(url, { headers: { Accept: "image/webp,*/*" } })).blob();
  const { width, height } = await createImageBitmap(blob);
  return { type: blob.type, width, height };
}
