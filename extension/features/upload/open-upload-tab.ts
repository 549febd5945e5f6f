import { browser } from "wxt/browser";
import { uploadUnderWayItem } from "../../storage.ts";

/** Brings the tab that has the uploads forward, or opens one: by its number, which takes no permission. */
export async function openUploadTab(): Promise<void> {
  const known = await uploadUnderWayItem.getValue();
  try {
    if (!known) throw new Error("No tab has the uploads.");
    const tab = await browser.tabs.update(known.tabId, { active: true });
    if (tab?.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true });
  } catch {
    await browser.tabs.create({ url: "/upload.html" });
  }
}
