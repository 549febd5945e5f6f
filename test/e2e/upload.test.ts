import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { UploadQueue } from "../../extension/storage.ts";
import type { ContentNode } from "../../shared/api/nodes.ts";
import { type Actor, signUp, workspaceWith } from "../support/actors.ts";
import { openBrowser } from "../support/browser.ts";
import { api } from "../support/client.ts";
import { dropFile, dropFileOnceShown } from "../support/drop-file.ts";
import { inBackground } from "../support/extension-worker.ts";
import { heavyClip } from "../support/heavy-clip.ts";
import { keepInLanguages } from "../support/keep-in-languages.ts";
import { keepScreens } from "../support/keep-screens.ts";
import { dropKept, holdWriting, keptDigest, keptNames, leaveNoRoom, unreadable } from "../support/kept-in-browser.ts";
import { keptKey } from "../support/kept-key.ts";
import { signInExtension } from "../support/sign-in-extension.ts";
import { fixture, publish } from "../support/videos.ts";

const MIB = 1024 ** 2;
const SIZE = 24 * MIB;

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
    await browser.grantPermissions(["clipboard-read", "clipboard-write"]);
    await signInExtension(browser, admin);
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });

  test("in its own tab, told of in the panel; closed and opened again it goes on by itself where it stopped", async () => {
    const panel = await openPage("manage.html#content");
    await panel.getByText("Nothing here yet.").waitFor();
    const page = await openPage("upload.html");
    const second = await openPage("upload.html");
    await second.getByLabel("File to upload").setInputFiles([clip, clip]);
    await second.getByLabel("Name of the new project").fill("Autumn");
    const { offsets } = await sending(page, 1);
    await page.getByLabel("File to upload").setInputFiles(clip);
    await page.getByLabel("Name of the new project").fill("Spring");
    await page.getByRole("button", { name: "Upload", exact: true }).click();
    await expect.poll(() => offsets, { timeout: 20_000 }).toEqual([0, 16 * MIB]);
    const prepared = await keptDigest(page);

    await second.getByRole("button", { name: "Upload", exact: true }).click();
    await second.getByRole("heading", { name: "Uploads run in another tab" }).waitFor();
    await second.getByRole("button", { name: "Show the upload" }).click();
    await expect.poll(() => isInFront(page)).toBe(true);

    // What is begun is seen there by itself.
    await panel.getByRole("treeitem", { name: "Spring" }).waitFor();
    const bar = panel.getByRole("progressbar", { name: "long" });
    await expect.poll(() => bar.getAttribute("aria-valuenow").then(Number)).toBeGreaterThan(30);
    await keepScreens(panel, "content-uploading-en");
    await panel.bringToFront();
    await panel.getByRole("button", { name: "Show the upload" }).click();
    await expect.poll(() => isInFront(page)).toBe(true);
    await leave(page);
    // Whoever waited is next, and begins nothing by itself; what was chosen there for a place of its own does not go with it.
    await second.getByText("The upload of “long.mp4” is not finished").waitFor();
    await second.getByText("The 2 files chosen here were not added").waitFor();
    expect(await second.getByText("Waits its turn").count()).toBe(0);
    await keepScreens(second, "upload-set-aside-en");
    await second.close();
    await panel.getByText("1 file is not uploaded yet.").waitFor();

    const resumed = await sending(browser);
    // A service that is not at its best has lost nothing: neither answer is one to begin anew for.
    const refused = await refuseOnce({ HEAD: 503, PATCH: 429 });
    const opening = browser.waitForEvent("page");
    await panel.getByRole("button", { name: "Resume" }).click();
    const again = await opening;
    await again.getByText("The upload goes on by itself.").waitFor();
    await again.evaluate("dispatchEvent(new Event('online'))");
    await again.getByText("Uploaded. Who can watch it?").waitFor();
    expect(refused).toEqual(["HEAD", "PATCH"]);
    // The service keeps what had arrived of the chunk that was cut as well.
    expect(resumed.offsets.length).toBeGreaterThan(0);
    expect(Math.min(...resumed.offsets)).toBeGreaterThanOrEqual(16 * MIB);
    const video = await nodeOf("long");
    expect(video.media).toMatchObject({ contentType: "video/mp4", fastStart: true, width: 320 });
    const { url } = await publish(admin.accessToken, video.id, "public");
    const played = Buffer.from(await (await fetch(`${url}/media`)).arrayBuffer());
    expect(createHash("sha256").update(played).digest("hex")).toBe(prepared);
    await expect.poll(() => keptNames(again)).toEqual([]);
    await bar.waitFor({ state: "detached" });
    await again.close();
    await panel.close();
    await page.close();
  });

  /** To another address; whoever does so is asked first, and may stay. */
  async function leave(page: Page): Promise<void> {
    const asked: string[] = [];
    page.on("dialog", (dialog) => {
      asked.push(dialog.type());
      return asked.length === 1 ? dialog.dismiss() : dialog.accept();
    });
    await page.evaluate("location.href = 'about:blank'");
    await expect.poll(() => asked).toEqual(["beforeunload"]);
    await page.getByRole("button", { name: "Pause" }).waitFor();
    await page.evaluate("location.href = 'about:blank'");
    await page.waitForURL("about:blank");
    expect(asked).toHaveLength(2);
  }

  /** Where what a page sends begins; beyond so many requests they are held back. */
  async function sending(on: Page | BrowserContext, most = Number.POSITIVE_INFINITY): Promise<{ offsets: number[] }> {
    const offsets: number[] = [];
    await on.route("**/uploads/**", (route) => {
      const request = route.request();
      if (request.method() !== "PATCH") return route.continue();
      offsets.push(Number(request.headers()["upload-offset"]));
      return offsets.length <= most ? route.continue() : undefined;
    });
    return { offsets };
  }

  /** Answers the next request of each method, of all that are sent of uploads, with a status of its own. */
  async function refuseOnce(statuses: Record<string, number>): Promise<string[]> {
    const refused: string[] = [];
    await browser.route("**/uploads/**", (route) => {
      const method = route.request().method();
      const status = refused.includes(method) ? undefined : statuses[method];
      if (status === undefined) return route.fallback();
      refused.push(method);
      return route.fulfill({ status });
    });
    return refused;
  }

  /** What the server says to the pictures that a page draws of what it sends. */
  function drawn(page: Page): number[] {
    const posters: number[] = [];
    page.on("response", (response) => {
      if (new URL(response.url()).pathname.endsWith("/poster")) posters.push(response.status());
    });
    return posters;
  }

  /** The titles of what a page asks the service to make. */
  function makingNodes(page: Page): string[] {
    const titles: string[] = [];
    page.on("request", (request) => {
      if (request.method() === "POST" && request.url().endsWith("/nodes")) titles.push(request.postDataJSON().title);
    });
    return titles;
  }

  function isInFront(page: Page): Promise<boolean> {
    return page.evaluate("chrome.tabs.getCurrent().then((tab) => tab.active)");
  }

  async function nodesLike(title: string): Promise<ContentNode[]> {
    const path = `/workspaces/${workspaceId}/nodes?q=${title}`;
    const { body } = await api<{ items: ContentNode[] }>("GET", path, { token: admin.accessToken });
    return body.items;
  }

  async function nodeOf(title: string): Promise<ContentNode> {
    const [node] = await nodesLike(title);
    if (!node) throw new Error(`There is no ${title}.`);
    return node;
  }

  async function start(page: Page, file: Parameters<Locator["setInputFiles"]>[0]): Promise<void> {
    await page.getByLabel("File to upload").setInputFiles(file);
    await page.getByLabel("Project", { exact: true }).selectOption("Spring");
    await page.getByRole("button", { name: "Upload", exact: true }).click();
  }

  test.each([
    ["prepared", "long.mp4"],
    ["copied", "copied.webm"],
  ])("is stopped while it is %s, and nothing is left", async (_, name) => {
    const page = await openPage("upload.html");
    const { offsets } = await sending(page, 0);
    await page.evaluate(holdWriting);
    const isCopied = name !== "long.mp4";
    await start(page, isCopied ? { name, mimeType: "", buffer: await fixture("clip.webm") } : clip);
    if (isCopied) await expect.poll(() => offsets).toEqual([0]);
    else await page.getByText("Preparing…").waitFor();
    await expect.poll(async () => (await keptNames(page)).length).toBeGreaterThan(0);
    const cancel = page.getByRole("button", { name: "Cancel" });
    await cancel.click();
    // Bytes are on their way: what is lost is said first.
    if (isCopied) {
      const question = page.getByRole("dialog", { name: "Give up the upload of “copied”?" });
      await question.getByRole("button", { name: "Cancel" }).click();
      expect((await keptQueue()).begun).toMatchObject({ title: "copied" });
      await expect.poll(() => cancel.evaluate((button) => button.matches(":focus"))).toBe(true);
      await cancel.click();
      await question.getByRole("button", { name: "Give up the upload" }).click();
    }
    await page.getByText("Choose a video, a picture or a sound").waitFor();
    await expect.poll(() => page.evaluate("document.activeElement.ariaLabel")).toBe("File to upload");
    await page.evaluate("letWrite()");
    await expect.poll(() => keptNames(page)).toEqual([]);
    await page.getByLabel("File to upload").setInputFiles(clip);
    await expect.poll(() => page.getByRole("button", { name: "Upload", exact: true }).isEnabled()).toBe(true);
    await page.close();
  });

  test("what was paused stays so when its page is opened again, and takes no file to go on", async () => {
    const page = await openPage("upload.html");
    const { offsets } = await sending(page, 0);
    await start(page, { name: "paused.webm", mimeType: "", buffer: await fixture("clip.webm") });
    await expect.poll(() => offsets).toEqual([0]);
    await page.getByRole("button", { name: "Pause" }).click();
    await expect.poll(async () => (await keptQueue()).begun).toMatchObject({ isKept: true, isPaused: true });
    await page.close();
    const again = await openPage("upload.html");
    await again.getByText("The upload of “paused.webm” is not finished").waitFor();
    expect(await again.getByLabel("File to upload").count()).toBe(0);
    await again.getByRole("button", { name: "Discard it" }).click();
    const question = again.getByRole("dialog", { name: "Give up the upload of “paused”?" });
    await question.waitFor();
    await keepScreens(again, "upload-ask-give-up-en");
    await again.keyboard.press("Escape");
    await question.waitFor({ state: "detached" });
    const more = { name: "with-it.webm", mimeType: "", buffer: await fixture("clip.webm") };
    await again.getByLabel("Add more files").setInputFiles(more);
    await expect.poll(async () => (await keptQueue()).waiting).toMatchObject([{ title: "with it", isKept: true }]);
    await again.getByText("The upload of “paused.webm” is not finished").waitFor();
    await again.getByRole("button", { name: "Take away: with-it.webm" }).click();
    const posters = drawn(again);
    await again.getByRole("button", { name: "Resume" }).click();
    await again.getByText("Uploaded. Who can watch it?").waitFor();
    await expect.poll(() => posters).toEqual([201, 201, 201, 201]);
    await expect.poll(() => keptNames(again)).toEqual([]);
    await again.getByRole("button", { name: "Publish later" }).click();
    await again.close();
  });

  test("where the browser had no room it asks for the same files, and for no others", async () => {
    const page = await openPage("upload.html");
    await page.evaluate(leaveNoRoom);
    const { offsets } = await sending(page, 0);
    const files = [
      { name: "first.mov", mimeType: "", buffer: await fixture("clip.mov") },
      { name: "second.mp3", mimeType: "", buffer: await fixture("voice.mp3") },
      { name: "third.webm", mimeType: "", buffer: await fixture("clip.webm") },
    ];
    await start(page, files);
    await expect.poll(() => offsets).toEqual([0]);
    expect(await keptNames(page)).toEqual([]);
    await page.close();

    const again = await openPage("upload.html");
    await again.getByText("The upload of “first.mov” is not finished. Choose the same file").waitFor();
    await again.getByText("first.mov · second.mp3 · third.webm").waitFor();
    await again.getByRole("button", { name: "Take away: third.webm" }).click();
    await again.getByText("first.mov · second.mp3", { exact: true }).waitFor();
    expect(await again.evaluate("document.activeElement.textContent")).toBe("Queue");
    const other = { name: "other.mp4", mimeType: "video/mp4", buffer: Buffer.alloc(9) };
    await again.getByLabel("File to upload").setInputFiles([other, ...files.slice(1, 2)]);
    await again.getByText("That is another file than “first.mov”").waitFor();
    await keepScreens(again, "upload-choose-again-en");
    await api("PATCH", "/me", { token: admin.accessToken, body: { locale: "fr" } });
    await again.reload();
    await again.getByText("L’envoi de « first.mov » n’est pas terminé").waitFor();
    await keepScreens(again, "upload-choose-again-fr");
    await again.getByRole("button", { name: "L’abandonner" }).click();
    await again.getByRole("dialog", { name: "Abandonner l’envoi de « first » ?" }).waitFor();
    await keepScreens(again, "upload-ask-give-up-fr");
    await api("PATCH", "/me", { token: admin.accessToken, body: { locale: "en" } });
    await again.reload();
    await again.getByLabel("File to upload").setInputFiles(files.slice(1, 2));
    await again.getByText("first.mov", { exact: true }).waitFor();
    expect(await again.getByRole("button", { name: "Resume" }).isEnabled()).toBe(false);
    await again.getByLabel("File to upload").setInputFiles(files.slice(0, 1));
    await expect.poll(() => again.evaluate("document.activeElement.textContent")).toBe("Resume");
    await again.getByRole("button", { name: "Resume" }).click();
    await again.getByText("Uploaded. Who can watch them?").waitFor();
    expect((await nodeOf("second")).media).toMatchObject({ contentType: "audio/mpeg" });
    await again.getByRole("button", { name: "Publish later" }).click();
    await again.getByText("Choose a video, a picture or a sound").waitFor();
    await again.close();
  });

  test("anew, where the browser dropped what was prepared", async () => {
    const page = await openPage("upload.html");
    const { offsets } = await sending(page, 0);
    const file = { name: "lost.mov", mimeType: "", buffer: await fixture("clip.mov") };
    await start(page, file);
    await expect.poll(() => offsets).toEqual([0]);
    expect(await keptNames(page)).toHaveLength(1);
    await page.evaluate(dropKept);
    await page.close();
    const again = await openPage("upload.html");
    const posters = drawn(again);
    await again.getByLabel("File to upload").setInputFiles(file);
    await again.getByRole("button", { name: "Resume" }).click();
    await again.getByText("Uploaded. Who can watch it?").waitFor();
    await expect.poll(() => posters).toEqual([201, 201, 201, 201]);
    const { id, media } = await nodeOf("lost");
    expect(media).toMatchObject({ contentType: "video/mp4", fastStart: true });
    await again.reload();
    await again.getByRole("heading", { name: "lost" }).waitFor();
    await api("DELETE", `/nodes/${id}`, { token: admin.accessToken });
    await again.reload();
    await again.getByText("Choose a video, a picture or a sound").waitFor();
    await again.close();
  });

  test("is sent as it is where it cannot be rewritten, and is there to be published when its page is opened again", async () => {
    const page = await openPage("upload.html");
    await page.evaluate("FileSystemFileHandle.prototype.createWritable = () => Promise.reject(new Error('No room.'))");
    const held = Promise.withResolvers<void>();
    await page.route("**/uploads/**", (route) => held.promise.then(() => route.continue()));
    const sent = page.waitForRequest((request) => request.method() === "PATCH");
    await start(page, { name: "full.mov", mimeType: "", buffer: await fixture("clip.mov") });
    await sent;
    // What arrives while one is asked whether to give it up stays.
    await page.getByRole("button", { name: "Cancel" }).click();
    const question = page.getByRole("dialog", { name: "Give up the upload of “full”?" });
    await question.waitFor();
    held.resolve();
    await page.getByText("Uploaded. Who can watch it?").waitFor();
    await question.getByRole("button", { name: "Give up the upload" }).click();
    await question.waitFor({ state: "detached" });
    expect((await nodeOf("full")).media).toMatchObject({ contentType: "video/quicktime", fastStart: false });
    expect(await keptNames(page)).toEqual([]);
    await page.reload();
    await page.getByRole("heading", { name: "full" }).waitFor();
    await page.getByText("Public", { exact: true }).click();
    await page.getByRole("button", { name: "Publish and copy the link" }).click();
    await page.getByText("Published, and the link is copied").waitFor();
    const link = await page.getByLabel("Link to the share page").inputValue();
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe(link);
    await page.reload();
    await page.getByText("Choose a video, a picture or a sound").waitFor();
    await page.close();
  });

  test("several go one after the other, more are added, one is left out, and their links are had in one go", async () => {
    const page = await openPage("upload.html");
    const gate = Promise.withResolvers<void>();
    await page.route("**/uploads", async (route) => {
      await gate.promise;
      await route.continue();
    });
    const file = async (name: string, from: string) => ({ name, mimeType: "", buffer: await fixture(from) });
    const nodes = makingNodes(page);
    await page.evaluate(unreadable("gone.webm"));
    await start(page, [
      await file("first.webm", "clip.webm"),
      { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("no") },
      await file("gone.webm", "clip.webm"),
      await file("second.mp3", "voice.mp3"),
    ]);
    await page.getByText("“gone.webm” cannot be read").waitFor();
    expect(nodes).toEqual([]);
    // Wherever it is dropped, and as soon as more are taken: the page is not left for it.
    await dropFileOnceShown(page, "late.webm", "[aria-label='Add more files']");
    // What is dropped while the first is begun goes after it, and does not take its place.
    const making = Promise.withResolvers<void>();
    await page.route("**/nodes", (route) => making.promise.then(() => route.continue()), { times: 1 });
    await page.getByRole("button", { name: "Upload", exact: true }).click();
    await expect.poll(() => nodes).toEqual(["first"]);
    await dropFile(page, "never.webm");
    await page.getByRole("button", { name: "Take away: never.webm" }).waitFor();
    making.resolve();
    await page.getByLabel("Add more files").waitFor({ state: "attached" });
    await page.getByRole("button", { name: "Take away: never.webm" }).click();
    await page.getByLabel("Title: second.mp3").fill("Opening words");
    await page.getByText(/^Uploading · file 1 of 3$/).waitFor();
    await keepInLanguages(page, "upload-several");
    const late = Promise.withResolvers<void>();
    const away = new Set(["Opening words", "never begun"]);
    await page.route("**/nodes", async (route) => {
      const { title } = route.request().postDataJSON();
      // What was made is there; only the answer is lost.
      if (title === "Opening words" && away.has(title)) await route.fetch();
      if (away.has(title)) return route.abort();
      if (title === "late") await late.promise;
      await route.continue();
    });
    gate.resolve();
    // The network is away between two files: nobody has to press anything when it is back.
    await page.getByText(/^Foyer cannot be reached\. The upload goes on by itself\. · file 2 of 3$/).waitFor();
    expect(await page.getByRole("button", { name: "Pause" }).count()).toBe(0);
    await keepInLanguages(page, "upload-held-up");
    await page.getByLabel("Add more files").setInputFiles(await file("never begun.webm", "clip.webm"));
    away.delete("Opening words");
    await expect.poll(() => nodes).toContain("late");
    expect(new Set(nodes)).toEqual(new Set(["first", "Opening words", "late"]));
    await page.getByRole("button", { name: "Take away: late.webm" }).click();
    late.resolve();
    await page.getByText("The upload goes on by itself.").waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("Uploaded. Who can watch them?").waitFor();
    expect((await nodesLike("Opening")).map(({ title }) => title)).toEqual(["Opening words"]);
    await page.getByText("Public", { exact: true }).click();
    await page.getByRole("button", { name: "Publish all" }).click();
    await page.getByRole("heading", { name: "Published" }).waitFor();
    await keepScreens(page, "upload-several-published-en");
    // A tab that only shows links keeps none from uploading.
    const beside = await openPage("upload.html");
    await beside.getByText("Choose a video, a picture or a sound").waitFor();
    await beside.close();
    await page.bringToFront();
    const copied = await page.evaluate("navigator.clipboard.readText()");
    expect(copied).toMatch(/^first\n\S+\/s\/\S+\n\nOpening words\n\S+\/s\/\S+$/);
    expect((await nodeOf("Opening")).media).toMatchObject({ contentType: "audio/mpeg" });
    await expect(nodeOf("never")).rejects.toThrow();
    await expect(nodeOf("late")).rejects.toThrow();
    await page.getByRole("button", { name: "Upload another" }).click();
    await page.getByText("Choose a video, a picture or a sound").waitFor();
    await page.close();
  });

  test("of several published together none is kept by another that is gone or refused, and all are as was chosen at first", async () => {
    const page = await openPage("upload.html");
    const buffer = await fixture("clip.webm");
    const names = ["kept", "trashed", "refused", "last"];
    await start(
      page,
      names.map((name) => ({ name: `${name}.webm`, mimeType: "", buffer })),
    );
    await page.getByText("Uploaded. Who can watch them?").waitFor();
    const [kept, trashed, refused, last] = await Promise.all(names.map(nodeOf));
    if (!kept || !trashed || !refused || !last) throw new Error("Some are not there.");
    await api("DELETE", `/nodes/${trashed.id}`, { token: admin.accessToken });
    await page.getByText("Password", { exact: true }).click();
    const password = page.getByLabel("Choose a password");
    await password.fill("correct horse battery");
    await page.evaluate("navigator.clipboard.writeText('what was there')");
    const publishAll = page.getByRole("button", { name: "Publish all and copy the links" });

    // Where nobody answers, the others are not asked for, and nothing is said of them.
    const asked: string[] = [];
    const held = Promise.withResolvers<void>();
    await page.route("**/publish", async (route) => {
      const [, nodeId = ""] = /videos\/(\w+)\/publish/.exec(route.request().url()) ?? [];
      asked.push(nodeId);
      if (asked.length === 1) return route.abort();
      if (asked.length === 2) await held.promise;
      if (nodeId !== refused.id || asked.length > 5) return route.continue();
      const body = JSON.stringify({ code: "forbidden" });
      return route.fulfill({ status: 403, contentType: "application/problem+json", body });
    });
    await publishAll.click();
    await page.getByRole("alert").getByText("Foyer cannot be reached.").waitFor();
    expect(asked).toEqual([kept.id]);

    // What would change what is chosen rests while it is published.
    await publishAll.click();
    const later = page.getByRole("button", { name: "Publish later" });
    await expect.poll(() => later.isDisabled()).toBe(true);
    expect(await password.isEditable()).toBe(false);
    expect(await page.getByRole("button", { name: "Generate" }).isDisabled()).toBe(true);
    expect(await page.getByRole("radio", { name: "Restricted" }).isDisabled()).toBe(true);
    held.resolve();
    await page.getByText("1 file is not published.").waitFor();
    const row = (title: string) => page.getByRole("listitem").filter({ hasText: title });
    await row("trashed").getByText("Deleted meanwhile, and left out").waitFor();
    await row("last").getByRole("link", { name: "Open the page" }).waitFor();
    expect(await row("refused").getByRole("link").count()).toBe(0);
    await keepInLanguages(page, "upload-several-refused");

    await publishAll.click();
    await page.getByRole("heading", { name: "Published, and the links are copied" }).waitFor();
    await expect.poll(() => page.evaluate("document.activeElement.textContent")).toContain("Published");
    await page.setViewportSize({ width: 420, height: 800 });
    await keepInLanguages(page, "upload-several-left-out-narrow");
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    const copied = await page.evaluate("navigator.clipboard.readText()");
    expect(copied).toMatch(/^kept\n\S+\/s\/\S+\n\nrefused\n\S+\/s\/\S+\n\nlast\n\S+\/s\/\S+$/);
    for (const { id } of [kept, refused, last]) {
      const { body } = await api("GET", `/nodes/${id}/shares`, { token: admin.accessToken });
      expect(body.items).toMatchObject([{ visibility: "password" }]);
    }
    await page.reload();
    await page.getByText("Choose a video, a picture or a sound").waitFor();
    await page.close();
  });

  test("files that wait are not lost when the browser closes; those that have arrived are published with them", async () => {
    const profile = join(folder, "profile");
    const before = await openBrowser(profile);
    await signInExtension(before.browser, await signUp(admin.email));
    const page = await before.popup("upload.html");
    const { offsets } = await sending(page, 1);
    const file = async (name: string, from: string) => ({ name, mimeType: "", buffer: await fixture(from) });
    await start(page, [await file("one.webm", "clip.webm"), await file("two.mov", "clip.mov")]);
    await expect.poll(() => offsets).toEqual([0, 0]);
    await page.getByLabel("Add more files").setInputFiles(await file("three.mp3", "voice.mp3"));
    await page.getByLabel("Title: three.mp3").fill("Third");
    await expect
      .poll(() => keptQueue(before.browser))
      .toMatchObject({
        arrived: [{ title: "one" }],
        begun: { title: "two", isPrepared: true },
        waiting: [{ fileName: "three.mp3", title: "Third", isKept: true }],
      });
    await before.browser.close();

    const after = await openBrowser(profile);
    const again = await after.popup("upload.html");
    await again.getByText("Uploaded. Who can watch them?").waitFor();
    await again.getByText("Public", { exact: true }).click();
    await again.getByRole("button", { name: "Publish all" }).click();
    await again.getByRole("heading", { name: "Published" }).waitFor();
    expect((await nodeOf("two")).media).toMatchObject({ contentType: "video/mp4", fastStart: true });
    expect((await nodeOf("Third")).media).toMatchObject({ contentType: "audio/mpeg" });
    await again.close();
    const empty = await after.popup("upload.html");
    await empty.getByText("Choose a video, a picture or a sound").waitFor();
    expect(await keptNames(empty)).toEqual([]);
    await after.browser.close();
  });

  test("captions of what was uploaded are listed in the panel, added, had as a file and deleted", async () => {
    const { id } = await nodeOf("long");
    const page = await openPage("manage.html#content");
    await page.getByLabel("Search by title").fill("long");
    await page.route("**/captions?*", (route) => route.abort());
    await page.getByRole("treeitem", { name: "long" }).click();
    const card = page.getByRole("region", { name: "Captions" });
    await card.getByRole("alert").waitFor();
    await page.unroute("**/captions?*");
    await card.getByRole("button", { name: "Try again" }).click();
    await card.getByRole("alert").waitFor({ state: "detached" });
    await card.getByText("No captions yet.").waitFor();
    const words = "WEBVTT\n\n00:00.000 --> 00:01.000\nGood morning\n\n00:02.000 --> 00:01.000\nBackwards\n";
    const file = { name: "words.en.vtt", mimeType: "text/vtt", buffer: Buffer.from(words) };
    await card.getByLabel("Captions file").setInputFiles(file);
    await card.getByRole("button", { name: "Add" }).click();
    await card.getByText("1 left out, in line").waitFor();
    await card.scrollIntoViewIfNeeded();
    await keepScreens(page, "content-captions-en");
    // A language that is not named is the reader's own, whatever the file before was in; what is there is asked about.
    const language = page.getByLabel("Language of the captions");
    const again = (name: string) =>
      card
        .getByLabel("Captions file")
        .setInputFiles({ ...file, name, buffer: Buffer.from(words.replace("morning", "night")) });
    await again("again.fr.vtt");
    await expect.poll(() => language.inputValue()).toBe("fr");
    await again("again.vtt");
    await expect.poll(() => language.inputValue()).toBe("en");
    await card.getByRole("button", { name: "Add" }).click();
    await page.getByRole("dialog").getByText("Replace “English”?").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    const downloads = card.getByRole("button", { name: "Download: English, 1 line" });
    await page.route("**/captions/en?*", (route) => route.abort());
    await downloads.click();
    await card.getByText("Nothing was saved.").waitFor();
    expect(await downloads.evaluate((button) => button.matches(":focus"))).toBe(true);
    await page.unroute("**/captions/en?*");
    const saving = page.waitForEvent("download");
    await card.getByRole("button", { name: "Try again" }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe("long.en.vtt");
    expect(await readFile(await saved.path(), "utf8")).toContain("Good morning");

    await api("PATCH", "/me", { token: admin.accessToken, body: { locale: "fr" } });
    await page.setViewportSize({ width: 360, height: 1400 });
    await page.reload();
    await page.getByLabel("Chercher un titre").fill("long");
    await page.getByRole("treeitem", { name: "long" }).click();
    await page.getByText("1 réplique").waitFor();
    await keepScreens(page, "content-captions-panel-fr");
    await api("PATCH", "/me", { token: admin.accessToken, body: { locale: "en" } });
    await page.reload();
    await page.getByLabel("Search by title").fill("long");
    await page.getByRole("treeitem", { name: "long" }).click();
    await card.getByRole("button", { name: "Delete: English, 1 line" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await card.getByText("1 line").waitFor({ state: "detached" });
    await expect.poll(() => page.evaluate("document.activeElement.ariaLabel")).toBe("Captions");
    const { body } = await api("GET", `/videos/${id}/captions`, { token: admin.accessToken });
    expect(body.items).toEqual([]);
    await page.close();
  });

  test("leaves nothing in the browser when one signs out, and nothing in view for whoever signs in next", async () => {
    const page = await openPage("upload.html");
    const shown = await openPage("upload.html");
    await start(shown, { name: "secret.webm", mimeType: "", buffer: await fixture("clip.webm") });
    await shown.getByText("Uploaded. Who can watch it?").waitFor();
    const words = {
      name: "words.en.vtt",
      mimeType: "text/vtt",
      buffer: Buffer.from("WEBVTT\n\n00:00.000 --> 00:01.000\nHi\n"),
    };
    await shown.getByLabel("Captions file").setInputFiles(words);
    await shown.getByRole("button", { name: "Add", exact: true }).click();
    const added = shown.getByRole("listitem").filter({ hasText: "1 line" });
    await added.waitFor();
    await shown.getByText("Password", { exact: true }).click();
    await shown.getByLabel("Choose a password").fill("correct horse battery");
    await shown.getByRole("button", { name: "Publish and copy the link" }).click();
    await shown.getByLabel("Link to the share page").waitFor();
    const { offsets } = await sending(page, 0);
    await start(page, [
      { name: "left.mov", mimeType: "", buffer: await fixture("clip.mov") },
      { name: "with-it.webm", mimeType: "", buffer: await fixture("clip.webm") },
    ]);
    await expect.poll(() => offsets).toEqual([0]);
    await expect.poll(() => keptNames(page)).toHaveLength(2);
    const panel = await openPage("manage.html");
    await panel.getByRole("button", { name: "Account" }).click();
    await panel.getByRole("button", { name: "Sign out" }).click();
    await panel.getByText("2 files are not uploaded yet. Signing out gives them up.").waitFor();
    await keepInLanguages(panel, "manage-sign-out-asks");
    await panel.getByRole("button", { name: "Sign out anyway" }).click();
    await panel.getByLabel("E-mail address").waitFor();
    await page.getByLabel("E-mail address").waitFor();
    await expect.poll(() => keptNames(page)).toEqual([]);
    await expect
      .poll(() => inBackground<string[]>(browser, "chrome.storage.local.get().then(Object.keys)"))
      .not.toContain(keptKey("uploadQueue"));
    await expect
      .poll(() => inBackground<string[]>(browser, "chrome.storage.session.get().then(Object.keys)"))
      .not.toContain(keptKey("uploadUnderWay"));
    await shown.getByLabel("E-mail address").waitFor();

    await signInExtension(browser, await signUp(admin.email));
    await shown.bringToFront();
    await shown.getByText("Choose a video, a picture or a sound").waitFor();
    await start(shown, { name: "next.webm", mimeType: "", buffer: await fixture("clip.webm") });
    await shown.getByText("Uploaded. Who can watch it?").waitFor();
    expect(await shown.getByLabel("Link to the share page").count()).toBe(0);
    expect(await added.count()).toBe(0);
    await shown.getByText("Password", { exact: true }).click();
    expect(await shown.getByLabel("Choose a password").inputValue()).toBe("");
    await shown.getByRole("button", { name: "Publish later" }).click();

    // Between being chosen and being rewritten, and while it is.
    const made = Promise.withResolvers<void>();
    const nodes = makingNodes(shown);
    await shown.route("**/nodes", (route) => made.promise.then(() => route.continue()), { times: 1 });
    await start(shown, clip);
    await expect.poll(() => nodes).toEqual(["long"]);
    await panel.getByRole("button", { name: "Account" }).click();
    await panel.getByRole("button", { name: "Sign out" }).click();
    await panel.getByLabel("E-mail address").waitFor();
    await shown.getByLabel("E-mail address").waitFor();
    await signInExtension(browser, await signUp(admin.email));
    await shown.getByText("Choose a video, a picture or a sound").waitFor();
    made.resolve();
    await shown.evaluate(holdWriting);
    await start(shown, clip);
    await shown.getByText("Preparing…").waitFor();
    await expect.poll(async () => (await keptNames(shown)).length).toBeGreaterThan(0);
    await panel.getByRole("button", { name: "Account" }).click();
    await panel.getByRole("button", { name: "Sign out" }).click();
    await panel.getByRole("button", { name: "Sign out anyway" }).click();
    await shown.getByLabel("E-mail address").waitFor();
    await shown.evaluate("letWrite()");
    await expect.poll(() => keptNames(shown)).toEqual([]);
  });

  async function keptQueue(of = browser): Promise<UploadQueue> {
    const key = keptKey("uploadQueue");
    return inBackground(of, `chrome.storage.local.get('${key}').then((kept) => kept['${key}'] ?? {})`);
  }
});
