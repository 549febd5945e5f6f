import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext } from "playwright-core";
import { openChromium } from "../../scripts/browser/open-chromium.ts";
import { buildExtension } from "../../scripts/server/extension-build.ts";
import { openRealPopup } from "../support/real-popup.ts";
import { signInExtension } from "../support/sign-in-extension.ts";
import { figuresOf } from "./measure.ts";
import type { Scene } from "./people.ts";
import { plantCompany } from "./plant-company.ts";
import type { Result } from "./report.ts";

/** From the press to what can be used. */
const OPEN_MOST_MS = 100;
/** So many openings make the profile warm, and what the popup opens with known. */
const WARM_UP = 3;
const MEMBERS = 20;
const WAITING = 3;

/** The least that the same browser must do for a popup: one that stands in its file and does nothing. */
const EMPTY = "empty/popup.html";

/**
 * What one opening took, in milliseconds from the press: to the page's beginning, its first picture, its use and what is
 * new; and how far what was shown was moved by that.
 */
type Opening = { begun: number; painted: number; usable: number; fresh: number; shifted: number };

/** The popup as the toolbar opens it, again and again over a warm profile, of a workspace with people and requests. */
export async function openPopups(scene: Scene, times: number): Promise<Result[]> {
  const dataDir = await mkdtemp(join(tmpdir(), "foyer-bench-popup-"));
  const extension = await buildExtension(dataDir, scene.foyer.url);
  await putWatch(extension);
  const { admin } = await plantCompany(scene, "opened.example", MEMBERS, WAITING);
  const browser = await openChromium({ extension, profile: "", headless: true, locale: "en-US" });
  try {
    if (browser.serviceWorkers().length === 0) await browser.waitForEvent("serviceworker");
    await signInExtension(browser, { accessToken: admin.token, refreshToken: "none" });
    const ours: Opening[] = [];
    const empty: Opening[] = [];
    // In turn, so that a drift of the machine meets both.
    for (let n = 0; n < WARM_UP + times; n += 1) {
      ours.push(await openOnce(browser, "popup.html"));
      empty.push(await openOnce(browser, EMPTY));
    }
    return resultsOf(ours.slice(WARM_UP), empty.slice(WARM_UP));
  } finally {
    await browser.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function openOnce(browser: BrowserContext, page: string): Promise<Opening> {
  const [worker] = browser.serviceWorkers();
  await worker?.evaluate(`chrome.action.setPopup({ popup: "${page}" })`);
  let pressed = 0;
  const popup = await openRealPopup(browser, async () => {
    pressed = Number(
      await worker?.evaluate("(() => { const at = Date.now(); chrome.action.openPopup(); return at; })()"),
    );
  });
  await popup.until("globalThis.opening?.usable && globalThis.opening.fresh", "what is kept, and then what is new");
  const { start, ...seen } = await popup.evaluate<Opening & { start: number }>(READ);
  await popup.close();
  const begun = start - pressed;
  const { painted, usable, fresh } = seen;
  return { ...seen, begun, painted: painted + begun, usable: usable + begun, fresh: fresh + begun };
}

/** Lets the popup of an extension built for this watch itself from the first on; as another script it costs a little. */
async function putWatch(extension: string): Promise<void> {
  const page = join(extension, "popup.html");
  const html = await readFile(page, "utf8");
  await writeFile(page, html.replace("<head>", '<head><script src="/watch.js"></script>'));
  await writeFile(join(extension, "watch.js"), WATCH);
  await mkdir(join(extension, "empty"));
  await writeFile(join(extension, EMPTY), EMPTY_PAGE);
}

const EMPTY_PAGE = `<!doctype html><head><script src="/watch.js"></script></head>
<body><form class="invite"><input class="field"></form><ul class="rows"><li class="row request">
<button class="button">Empty</button></li></ul></body>`;

/**
 * Runs in the popup: notes the first frame in which there are the form that invites, a member and whoever waits; and when
 * the answers of the server are drawn, which are there once nothing was asked or changed for a while.
 */
const WATCH = `(() => {
  const opening = (globalThis.opening = { usable: 0, fresh: 0 });
  const isUsable = () => document.querySelector("form.invite .field:enabled, .invite .field:enabled")
    && document.querySelector(".rows .row") && document.querySelector(".request .button:enabled");
  const isEmpty = location.pathname.startsWith("/empty/");
  const asked = () => performance.getEntriesByType("resource").filter(({ name }) => /\\/api\\/v1\\/.*(members|join-requests|plan)/.test(name));
  const frame = () => {
    if (!opening.usable && isUsable()) opening.usable = performance.now();
    if (isEmpty) opening.fresh = opening.usable;
    else if (opening.usable && asked().length >= 2 && asked().every(({ responseEnd }) => responseEnd > 0)) {
      const last = Math.max(...asked().map(({ responseEnd }) => responseEnd));
      if (performance.now() - last > 150) opening.fresh = last;
    }
    if (!opening.fresh) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})()`;

const READ = `(async () => {
  const shifts = await new Promise((resolve) => {
    const found = [];
    const watch = new PerformanceObserver((list) => found.push(...list.getEntries()));
    watch.observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(found)));
  });
  const painted = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN;
  const shifted = shifts.reduce((sum, { value }) => sum + value, 0);
  return { ...opening, start: performance.timeOrigin, painted, shifted };
})()`;

function resultsOf(ours: readonly Opening[], empty: readonly Opening[]): Result[] {
  const most = Math.max(...ours.map(({ shifted }) => shifted));
  const row = (name: string, openings: readonly Opening[], of: (opening: Opening) => number): Result => {
    const taken = openings.map(of);
    const figures = figuresOf(taken, taken.reduce((sum, ms) => sum + ms, 0) / 1000);
    return { name, ...figures, ratio: OPEN_MOST_MS / figures.p50ms };
  };
  return [
    { ...row(`the popup in use after the press, ${ours.length} times`, ours, ({ usable }) => usable), target: 1 },
    row("  of that in its page", ours, ({ usable, begun }) => usable - begun),
    row("  its first picture", ours, ({ painted }) => painted),
    row(`  what is new, which moves ${most.toFixed(3)} at most`, ours, ({ fresh }) => fresh),
    row("  an empty popup in use", empty, ({ usable }) => usable),
    row("  of that in its page", empty, ({ usable, begun }) => usable - begun),
    row("  its first picture", empty, ({ painted }) => painted),
  ];
}
