import type { Page } from "playwright-core";
import { fixture } from "./videos.ts";

/** Drops a clip under this name on the page's heading, as out of a folder; what becomes of the page is up to the page. */
export async function dropFile(page: Page, name: string): Promise<void> {
  await page.evaluate(await dropping(name, "drop();"));
}

/** The same in the very moment in which something (a CSS selector) shows on the page. */
export async function dropFileOnceShown(page: Page, name: string, selector: string): Promise<void> {
  const once = `
    const observer = new MutationObserver(() => {
      if (!document.querySelector(${JSON.stringify(selector)})) return;
      observer.disconnect();
      drop();
    });
    observer.observe(document.body, { childList: true, subtree: true });`;
  await page.evaluate(await dropping(name, once));
}

/** What runs in a page that may `drop()`. */
async function dropping(name: string, what: string): Promise<string> {
  const bytes = (await fixture("clip.webm")).toString("base64");
  return `{
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([Uint8Array.fromBase64("${bytes}")], "${name}"));
    const drop = () => {
      for (const type of ["dragover", "drop"]) {
        const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
        document.querySelector("h1").dispatchEvent(event);
      }
    };
    ${what}
  }`;
}
