import type { Page } from "playwright-core";
import { fixture } from "./videos.ts";

/** Drops a clip under this name on the page's heading, as out of a folder; what becomes of the page is up to the page. */
export async function dropFile(page: Page, name: string): Promise<void> {
  const bytes = (await fixture("clip.webm")).toString("base64");
  const dataTransfer = await page.evaluateHandle(`{
    const carried = new DataTransfer();
    carried.items.add(new File([Uint8Array.fromBase64("${bytes}")], "${name}"));
    carried;
  }`);
  for (const event of ["dragover", "drop"]) await page.dispatchEvent("h1", event, { dataTransfer });
}
