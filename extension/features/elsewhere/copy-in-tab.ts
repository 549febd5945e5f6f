import { browser } from "wxt/browser";
import { markBadge } from "../requests/toolbar-badge.ts";

/**
 * Copies a text by the page of a tab, as a worker has no clipboard; the click or keys that asked for it allow this
 * (`activeTab`). The toolbar says that it is done. Answers whether it is.
 */
export async function copyInTab(tabId: number | undefined, text: string): Promise<boolean> {
  if (tabId === undefined) return false;
  try {
    const [frame] = await browser.scripting.executeScript({ target: { tabId }, func: copyHere, args: [text] });
    if (frame?.result) await markBadge("✓");
    return frame?.result === true;
  } catch {
    return false;
  }
}

/** Runs in the page: it can use nothing of this file. The old way is for pages that came without encryption. */
async function copyHere(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    const isCopied = document.execCommand("copy");
    field.remove();
    return isCopied;
  }
}
