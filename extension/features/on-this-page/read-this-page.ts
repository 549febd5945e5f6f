import { browser } from "wxt/browser";
import type { PageReading, Wanted } from "./read-page.ts";

declare global {
  /** Put into a page by `page-reader.ts`, seen by nothing of the page's own. */
  var readPageForFoyer: ((wanted: Wanted) => PageReading) | undefined;
}

/**
 * Reads the page in front, which opening the popup has allowed (`activeTab`): its top frame and those of its frames that
 * come from the same site. Undefined where the browser lets no extension read: its own pages, its shop, its PDF viewer.
 */
export async function readThisPage(wanted: Wanted): Promise<PageReading | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined) return undefined;
  const target = { tabId: tab.id, allFrames: true };
  try {
    await browser.scripting.executeScript({ target, files: ["/page-reader.js"] });
    const frames = await browser.scripting.executeScript({ target, func: callReader, args: [wanted] });
    return together(frames.flatMap(({ result }) => result ?? []));
  } catch {
    return undefined;
  }
}

/** Runs in the page: it can use nothing of this file. A frame that came between the two calls has no reader. */
function callReader(wanted: Wanted): PageReading | undefined {
  return globalThis.readPageForFoyer?.(wanted);
}

function together(frames: PageReading[]): PageReading | undefined {
  const reading = {
    addresses: distinct(frames.flatMap(({ addresses }) => addresses)),
    links: distinct(frames.flatMap(({ links }) => links)),
    isClosed: frames.length === 0 || frames.some(({ isClosed }) => isClosed),
  };
  return reading.isClosed ? undefined : reading;
}

function distinct(texts: string[]): string[] {
  return [...new Set(texts)];
}
