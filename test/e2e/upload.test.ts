import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ContentNode } from "../../shared/api/nodes.ts";
import { type Actor, workspaceWith } from "../support/actors.ts";
import { openBrowser } from "../support/browser.ts";
import { api } from "../support/client.ts";
import { heavyClip } from "../support/heavy-clip.ts";
import { keepScreens } from "../support/keep-screens.ts";
import { dropKept, holdWriting, keptDigest, keptNames } from "../support/kept-in-browser.ts";
import { keptKey } from "../support/kept-key.ts";
import { signInExtension } from "../support/sign-in-extension.ts";
import { fixture, publish } from "../support/videos.ts";

const MIB = 1024 ** 2;
const SIZE = 40 * MIB;

describe("an upload in several chunks", () => {
  let browser: BrowserContext;
  let folder: string;
  let clip: string;
  let openPage: (page?: string) => Promise<Page>;
  let admin: Actor;
  let workspaceId: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "foyer-clip-"));
    clip = join(folder, "long.mp4");
    await writeFile(clip, await heavyClip(SIZE));
    const [made, opened] = await Promise.all([workspaceWith({}), openBrowser()]);
    ({ admin, workspaceId } = made);
    ({ browser, popup: openPage } = opened);
    await signInExtension(browser, admin);
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });

  test("goes on in another tab where it stopped, with the same file alone", async () => {
    const page = await openPage("upload.html");
    const offsets: number[] = [];
    // Let one chunk through and hold the rest back.
    await page.route("**/uploads/**", (route) => {
      const request = route.request();
      if (request.method() !== "PATCH") return route.continue();
      offsets.push(Number(request.headers()["upload-offset"]));
      return offsets.length === 1 ? route.continue() : undefined;
    });
    await page.getByLabel("File to upload").setInputFiles(clip);
    await page.getByLabel("Name of the new project").fill("Spring");
    await page.getByRole("button", { name: "Upload", exact: true }).click();
    await expect.poll(() => offsets, { timeout: 20_000 }).toEqual([0, 16 * MIB]);
    const prepared = await keptDigest(page);
    await page.close();

    const again = await openPage("upload.html");
    await again.getByText("The upload of “long.mp4” is not finished").waitFor();
    await again
      .getByLabel("File to upload")
      .setInputFiles({ name: "other.mp4", mimeType: "video/mp4", buffer: Buffer.alloc(9) });
    await again.getByText("That is another file than “long.mp4”").waitFor();
    const resumed: number[] = [];
    again.on("request", (request) => {
      if (request.method() === "PATCH") resumed.push(Number(request.headers()["upload-offset"]));
    });
    await again.getByLabel("File to upload").setInputFiles(clip);
    await again.getByRole("button", { name: "Resume" }).click();
    await again.getByText("Uploaded. Who can watch it?").waitFor();
    // The service keeps what had arrived of the chunk that was cut as well.
    expect(resumed[0]).toBeGreaterThanOrEqual(16 * MIB);
    const video = await nodeOf("long");
    expect(video.media).toMatchObject({ contentType: "video/mp4", fastStart: true, width: 320 });
    const { url } = await publish(admin.accessToken, video.id, "public");
    const played = Buffer.from(await (await fetch(`${url}/media`)).arrayBuffer());
    expect(createHash("sha256").update(played).digest("hex")).toBe(prepared);
    await expect.poll(() => keptNames(again)).toEqual([]);
    await again.close();
  });

  async function nodeOf(title: string): Promise<ContentNode> {
    const path = `/workspaces/${workspaceId}/nodes?q=${title}`;
    const { body } = await api<{ items: ContentNode[] }>("GET", path, { token: admin.accessToken });
    const [node] = body.items;
    if (!node) throw new Error(`There is no ${title}.`);
    return node;
  }

  async function start(page: Page, file: Parameters<Locator["setInputFiles"]>[0]): Promise<void> {
    await page.getByLabel("File to upload").setInputFiles(file);
    await page.getByLabel("Project", { exact: true }).selectOption("Spring");
    await page.getByRole("button", { name: "Upload", exact: true }).click();
  }

  test("is stopped while it is prepared, and nothing is left", async () => {
    const page = await openPage("upload.html");
    await page.evaluate(holdWriting);
    await start(page, clip);
    await page.getByText("Preparing…").waitFor();
    await expect
      .poll(() => page.getByRole("progressbar").getAttribute("aria-valuenow").then(Number))
      .toBeGreaterThan(0);
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("Choose a video, a picture or a sound").waitFor();
    await page.evaluate("letWrite()");
    await expect.poll(() => keptNames(page)).toEqual([]);
    await page.getByLabel("File to upload").setInputFiles(clip);
    await expect.poll(() => page.getByRole("button", { name: "Upload", exact: true }).isEnabled()).toBe(true);
    await page.close();
  });

  test.each([
    ["kept", "as it was prepared", 0],
    ["lost", "anew, where the browser dropped what was prepared", 1],
  ])("%s: goes on %s", async (title, _, begunAnew) => {
    const page = await openPage("upload.html");
    let isHeld = false;
    await page.route("**/uploads/**", (route) => {
      if (route.request().method() !== "PATCH") return route.continue();
      isHeld = true;
    });
    const file = { name: `${title}.mov`, mimeType: "", buffer: await fixture("clip.mov") };
    await start(page, file);
    await expect.poll(() => isHeld).toBe(true);
    expect(await keptNames(page)).toHaveLength(1);
    if (title === "lost") await page.evaluate(dropKept);
    await page.close();
    const again = await openPage("upload.html");
    let begun = 0;
    again.on("request", (request) => {
      if (request.method() === "POST" && request.url().endsWith("/uploads")) begun += 1;
    });
    await again.getByLabel("File to upload").setInputFiles(file);
    await again.getByRole("button", { name: "Resume" }).click();
    await again.getByText("Uploaded. Who can watch it?").waitFor();
    expect(begun).toBe(begunAnew);
    expect((await nodeOf(title)).media).toMatchObject({ contentType: "video/mp4", fastStart: true });
    await again.close();
  });

  test("is sent as it is where it cannot be rewritten", async () => {
    const page = await openPage("upload.html");
    await page.evaluate("FileSystemFileHandle.prototype.createWritable = () => Promise.reject(new Error('No room.'))");
    await start(page, { name: "full.mov", mimeType: "", buffer: await fixture("clip.mov") });
    await page.getByText("Uploaded. Who can watch it?").waitFor();
    expect((await nodeOf("full")).media).toMatchObject({ contentType: "video/quicktime", fastStart: false });
    expect(await keptNames(page)).toEqual([]);
    await page.close();
  });

  test.each(["clip.mov", "clip.webm"])("takes %s too, and draws its poster", async (name) => {
    const page = await openPage("upload.html");
    const posters: number[] = [];
    page.on("response", (response) => {
      if (new URL(response.url()).pathname.endsWith("/poster")) posters.push(response.status());
    });
    await start(page, { name, mimeType: "", buffer: await fixture(name) });
    await page.getByText("Uploaded. Who can watch it?").waitFor();
    await expect.poll(() => posters, { timeout: 15_000 }).toEqual([201, 201, 201, 201]);
    await page.close();
  });

  test("several go one after the other, one is left out, and their links are had in one go", async () => {
    await browser.grantPermissions(["clipboard-read", "clipboard-write"]);
    const page = await openPage("upload.html");
    const gate = Promise.withResolvers<void>();
    await page.route("**/uploads", async (route) => {
      await gate.promise;
      await route.continue();
    });
    const file = async (name: string, from: string) => ({ name, mimeType: "", buffer: await fixture(from) });
    await start(page, [
      await file("first.webm", "clip.webm"),
      await file("never.webm", "clip.webm"),
      { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("no") },
      await file("second.mp3", "voice.mp3"),
    ]);
    await page.getByRole("button", { name: "Take away: never.webm" }).click();
    await page.getByText("Waits its turn").waitFor();
    await keepScreens(page, "upload-several-en");
    gate.resolve();
    await page.getByText("Uploaded. Who can watch them?").waitFor();
    await page.getByText("Public", { exact: true }).click();
    await page.getByRole("button", { name: "Publish all" }).click();
    await page.getByRole("heading", { name: "Published" }).waitFor();
    await keepScreens(page, "upload-several-published-en");
    const copied = await page.evaluate("navigator.clipboard.readText()");
    expect(copied).toMatch(/^first\n\S+\/s\/\S+\n\nsecond\n\S+\/s\/\S+$/);
    expect((await nodeOf("second")).media).toMatchObject({ contentType: "audio/mpeg" });
    await expect(nodeOf("never")).rejects.toThrow();
    await page.getByRole("button", { name: "Upload another" }).click();
    await page.getByText("Choose a video, a picture or a sound").waitFor();
    await page.close();
  });

  test("leaves nothing in the browser when one signs out", async () => {
    const page = await openPage("upload.html");
    await page.route("**/uploads", () => undefined);
    await start(page, { name: "left.mov", mimeType: "", buffer: await fixture("clip.mov") });
    await expect.poll(() => keptNames(page)).toHaveLength(1);
    await page.getByText("Uploading").waitFor();
    await browser.serviceWorkers()[0]?.evaluate(`chrome.storage.local.remove('${keptKey("refreshToken")}')`);
    await expect.poll(() => keptNames(page)).toEqual([]);
  });
});
