import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { workspaceWith } from "../support/actors.ts";
import { openBrowser } from "../support/browser.ts";
import { signInExtension } from "../support/sign-in-extension.ts";
import { fixture } from "../support/videos.ts";

const MIB = 1024 ** 2;
const SIZE = 40 * MIB;

describe("an upload in several chunks", () => {
  let browser: BrowserContext;
  let folder: string;
  let clip: string;
  let openPage: (page?: string) => Promise<Page>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "foyer-clip-"));
    clip = join(folder, "long.mp4");
    await writeFile(clip, await padded(await fixture("clip.mp4")));
    const [{ admin }, opened] = await Promise.all([workspaceWith({}), openBrowser()]);
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
  });

  test.each(["clip.mov", "clip.webm"])("takes %s too, and draws its poster", async (name) => {
    const page = await openPage("upload.html");
    const posters: number[] = [];
    page.on("response", (response) => {
      if (new URL(response.url()).pathname.endsWith("/poster")) posters.push(response.status());
    });
    const file = { name, mimeType: "", buffer: await fixture(name) };
    await page.getByLabel("File to upload").setInputFiles(file);
    await page.getByLabel("Project", { exact: true }).selectOption("Spring");
    await page.getByRole("button", { name: "Upload", exact: true }).click();
    await page.getByText("Uploaded. Who can watch it?").waitFor();
    await expect.poll(() => posters, { timeout: 15_000 }).toEqual([201, 201, 201, 201]);
    await page.close();
  });
});

/** The same clip made long by a box that players skip (ISO/IEC 14496-12, section 8.1.2). */
async function padded(bytes: Buffer): Promise<Buffer> {
  const box = Buffer.alloc(SIZE - bytes.byteLength);
  box.writeUInt32BE(box.byteLength, 0);
  box.write("free", 4, "latin1");
  return Buffer.concat([bytes, box]);
}
