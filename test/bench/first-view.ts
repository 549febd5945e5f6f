import type { BrowserContext, CDPSession, Page } from "playwright-core";
import { openChromium } from "../../scripts/browser/open-chromium.ts";
import { signIn } from "../../scripts/demo/person.ts";
import { publishVideos } from "../../scripts/demo/publish-videos.ts";
import type { Workspace } from "../../shared/api/workspaces.ts";
import type { Scene } from "./people.ts";
import type { Result } from "./report.ts";

/** A phone on a slow network: 1.6 Mbit/s down, 0.75 up, 150 ms there and back, and a processor a quarter as fast. */
const SLOW = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 94_000 };
const CPU_SLOWDOWN = 4;
const PHONE = { width: 412, height: 823 };

/** What `share-page.md` and its issue promise, in milliseconds. */
const TARGETS = { paint: undefined, largest: 1_200, starts: 2_000 } as const;
const NAMES = { paint: "first paint", largest: "largest paint", starts: "the video plays" } as const;
type Moment = keyof typeof NAMES;

/** Requests begun, and bytes of those that had ended, on the wire. */
type Loaded = { requests: number; bytes: number };

type View = Record<Moment, number> & { before: Record<Moment, Loaded> };

/** The moments of a public share's first view, in Chromium on a slow network; the video is asked to play at once. */
export async function firstViews(scene: Scene, times: number): Promise<Result[]> {
  const url = await publishDemo(scene);
  const views: View[] = [];
  for (let n = 0; n < times; n += 1) views.push(await firstView(url));
  return (Object.keys(NAMES) as Moment[]).map((moment) => resultOf(moment, views));
}

function resultOf(moment: Moment, views: readonly View[]): Result {
  const sorted = views.map((view) => view[moment]).toSorted((a, b) => a - b);
  const p50ms = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const { requests, bytes } = views[0]?.before[moment] ?? { requests: 0, bytes: 0 };
  const target = TARGETS[moment];
  return {
    name: `${NAMES[moment]}, after ${requests} requests, ${Math.round(bytes / 1000)} kB`,
    rps: 1000 / p50ms,
    p50ms,
    p99ms: sorted.at(-1) ?? Number.NaN,
    // Of the time it may take.
    ratio: target === undefined ? 1 : target / p50ms,
    ...(target === undefined ? {} : { target: 1 }),
  };
}

async function publishDemo({ foyer }: Scene): Promise<string> {
  const places = { url: foyer.url, mailboxUrl: foyer.mailboxUrl ?? "" };
  const person = await signIn(places, "first-view@bench.example");
  const { id } = await person.call<Workspace>("POST", "/workspaces", { name: "First view" });
  await publishVideos(places, person, id);
  const { items } = await person.call<{ items: { url: string; visibility: string }[] }>(
    "GET",
    `/workspaces/${id}/shares`,
  );
  const open = items.find(({ visibility }) => visibility === "public");
  if (!open) throw new Error("The demo has no public share.");
  return open.url;
}

/** In a browser that has seen nothing yet. */
async function firstView(url: string): Promise<View> {
  const browser = await openChromium({ profile: "", headless: true, locale: "en-US" });
  try {
    const page = await browser.newPage();
    await page.setViewportSize(PHONE);
    await slowDown(browser, page);
    await page.addInitScript(watch);
    await page.goto(url);
    await page.waitForFunction("window.moments.starts > 0 && window.moments.largest > 0");
    return await page.evaluate(tell);
  } finally {
    await browser.close();
  }
}

async function slowDown(browser: BrowserContext, page: Page): Promise<void> {
  const session: CDPSession = await browser.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", SLOW);
  await session.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
}

type Watched = Window & { moments: Record<Moment, number> };

/** Runs in the page, before anything of it. */
function watch(): void {
  const moments = { paint: 0, largest: 0, starts: 0 };
  (window as unknown as Watched).moments = moments;
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries())
      if (name === "first-contentful-paint") moments.paint = startTime;
  }).observe({ type: "paint", buffered: true });
  new PerformanceObserver((list) => {
    moments.largest = list.getEntries().at(-1)?.startTime ?? moments.largest;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  document.addEventListener("DOMContentLoaded", () => {
    const video = document.querySelector("video");
    if (!video) return;
    video.addEventListener("playing", () => {
      moments.starts ||= performance.now();
    });
    video.muted = true;
    void video.play();
  });
}

/** Runs in the page, when all has been seen. */
function tell(): View {
  const { moments } = window as unknown as Watched;
  const loaded = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  const before = (moment: number) => {
    const begun = (loaded as PerformanceResourceTiming[]).filter(({ startTime }) => startTime < moment);
    const ended = begun.filter(({ responseEnd }) => responseEnd > 0 && responseEnd <= moment);
    return { requests: begun.length, bytes: ended.reduce((sum, { transferSize }) => sum + transferSize, 0) };
  };
  const { paint, largest, starts } = moments;
  return { ...moments, before: { paint: before(paint), largest: before(largest), starts: before(starts) } };
}
