import type { Page } from "playwright-core";
import { fixture } from "./videos.ts";

/**
 * Drops a clip under this name on the page's heading, as out of a folder, in the very moment in which something on the page
 * shows (a CSS selector); what becomes of the page is up to the page.
 */
export async function dropFileOnceShown(page: Page, name: string, selector: string): Promise<void> {
  const bytes = (await fixture("clip.webm")).toString("base64");
  await page.evaluate(`{
    const carried = new DataTransfer();
    carried.items.add(new File([Uint8Array.fromBase64("${bytes}")], "${name}"));
    const observer = new MutationObserver(() => {
      if (!document.querySelector(${JSON.stringify(selector)})) return;
      observer.disconnect();
      for (const type of ["dragover", "drop"]) {
        const event = new DragEvent(type, { dataTransfer: carried, bubbles: true, cancelable: true });
        document.querySelector("h1").dispatchEvent(event);
      }
    });
    observer.observe(document.body, { childList: true, subtree: true });
  }`);
}
