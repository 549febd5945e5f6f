import { effect } from "@preact/signals";
import { browser } from "wxt/browser";
import { atMostEvery } from "../../live/at-most-every.ts";
import { keepWhileSignedIn, uploadUnderWayItem } from "../../storage.ts";
import { percent, transfer } from "./transfer.ts";
import { hasUploads } from "./upload-tab.ts";

const OFTEN_ENOUGH_MS = 1_000;

/** Tells the other pages, while this tab has the uploads, which tab it is and how far they are. */
export async function tellProgress(): Promise<void> {
  const tab = await browser.tabs.getCurrent();
  if (tab?.id === undefined) return;
  const tabId = tab.id;
  const tell = atMostEvery(OFTEN_ENOUGH_MS, () => {
    const underWay = { tabId, state: transfer.peek() ?? null, percent: percent.peek() };
    void (hasUploads.peek() ? keepWhileSignedIn(uploadUnderWayItem, underWay) : takeBack(tabId));
  });
  effect(() => {
    // Each is one to tell of.
    void [hasUploads.value, transfer.value, percent.value];
    tell();
  });
}

/** The tab that has the uploads since may have told more. */
async function takeBack(tabId: number): Promise<void> {
  if ((await uploadUnderWayItem.getValue())?.tabId === tabId) await uploadUnderWayItem.removeValue();
}
