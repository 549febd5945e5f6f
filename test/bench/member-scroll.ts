import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CDPSession } from "playwright-core";
import { extensionId, openChromium } from "../../scripts/browser/open-chromium.ts";
import { buildExtension } from "../../scripts/server/extension-build.ts";
import { signInExtension } from "../support/sign-in-extension.ts";
import type { Scene } from "./people.ts";
import { plantCompany } from "./plant-company.ts";
import type { Result } from "./report.ts";

/** Thirty frames a second look smooth. */
const FRAME_MOST_MS = 1000 / 30;
/** What the page may hold in memory at the end of a hundred thousand. */
const HEAP_MOST = 100_000_000;

/** The list of so many members in Chromium, scrolled three windows a frame from its top to its end. */
export async function scrollMembers(scene: Scene, members: number): Promise<Result[]> {
  const dataDir = await mkdtemp(join(tmpdir(), "foyer-bench-extension-"));
  const extension = await buildExtension(dataDir, scene.foyer.url);
  const { admin } = await plantCompany(scene, "scrolled.example", members, 0);
  const browser = await openChromium({ extension, profile: "", headless: true, locale: "en-US" });
  try {
    const id = await extensionId(browser);
    await signInExtension(browser, { accessToken: admin.token, refreshToken: "none" });
    const page = await browser.newPage();
    await page.goto(`chrome-extension://${id}/manage.html`);
    await page.locator(`table[aria-rowcount="${members + 2}"]`).waitFor();
    const frames = await page.evaluate(scrollToEnd);
    const heap = await heapOf(await browser.newCDPSession(page));
    return resultsOf(members, frames, heap);
  } finally {
    await browser.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Runs in the page: how long each frame took, in milliseconds, until the last row was drawn. */
async function scrollToEnd(): Promise<number[]> {
  const frames: number[] = [];
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const table = document.querySelector("table");
  const drawn = () => table?.querySelector("tbody tr:nth-last-child(1 of [data-index])")?.ariaRowIndex;
  let before = await frame();
  while (drawn() !== table?.ariaRowCount) {
    window.scrollBy(0, 3 * window.innerHeight);
    const now = await frame();
    frames.push(now - before);
    before = now;
  }
  return frames;
}

/** In bytes, after all that can go has gone. */
async function heapOf(session: CDPSession): Promise<number> {
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return usedSize;
}

function resultsOf(members: number, frames: readonly number[], heap: number): Result[] {
  const sorted = frames.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
  const [p50ms, p99ms] = [at(0.5), at(0.99)];
  const heapMost = `${Math.round(heap / 1e6)} of ${HEAP_MOST / 1e6} MB held`;
  const name = `a frame while scrolling ${members.toLocaleString("en")} members, ${heapMost}`;
  return [{ name, rps: 1000 / p50ms, p50ms, p99ms, ratio: FRAME_MOST_MS / p99ms, target: 1 }];
}
