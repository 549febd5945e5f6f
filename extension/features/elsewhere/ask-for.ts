import { browser } from "wxt/browser";
import { sharePage } from "../../server.ts";
import { type Asked, askedItem } from "../../storage.ts";

/**
 * Opens the popup for what was asked for; where the browser cannot open it by itself, a tab that can do the same. First
 * of all things: Firefox opens it only while it still hears the click.
 */
export async function askFor(asked: Asked): Promise<void> {
  const opening = browser.action.openPopup();
  const keeping = askedItem.setValue(asked);
  try {
    await opening;
  } catch {
    await keeping;
    await openTab(asked);
  }
}

async function openTab(asked: Asked): Promise<void> {
  if (asked.kind === "invite") return openPage("/manage.html#members");
  await askedItem.removeValue();
  await browser.tabs.create({ url: sharePage(asked.slug) });
}

/** Opens a page of the extension's own. */
export async function openPage(page: `/manage.html${string}`): Promise<void> {
  await browser.tabs.create({ url: page });
}
