import { browser } from "wxt/browser";
import { uploadUnderWayItem } from "../../storage.ts";
import { areUploadsHeld } from "./uploads-lock.ts";

/** Brings the tab that has the uploads forward, or opens one: by its number, which takes no permission. */
export async function openUploadTab(): Promise<void> {
  // A tab that died, or shows something else by now, took nothing back.
  const known = (await areUploadsHeld()) ? await uploadUnderWayItem.getValue() : null;
  if (known && (await bringForward(known.tabId))) return;
  await browser.tabs.create({ url: "/upload.html" });
}

/** False where there is no such tab any more. */
async function bringForward(tabId: number): Promise<boolean> {
  try {
    const tab = await browser.tabs.update(tabId, { active: true });
    if (tab?.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true });
    return true;
  } catch {
    return false;
  }
}
