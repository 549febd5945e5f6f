import type { BrowserContext } from "playwright-core";
import { extensionId } from "../../scripts/browser/open-chromium.ts";

/**
 * Lets the extension speak to a server as somebody does on the browser's own page of extensions. Its question, which is
 * a window of the browser's, cannot be answered from outside: asked for what is allowed already, it is not shown, and the
 * extension is told yes.
 */
export async function allowServer(browser: BrowserContext, server: string): Promise<void> {
  const id = await extensionId(browser);
  const page = await browser.newPage();
  await page.goto("chrome://extensions/");
  await page.evaluate(`chrome.developerPrivate.addHostPermission(${JSON.stringify(id)}, "${server}/*")`);
  await page.close();
}
