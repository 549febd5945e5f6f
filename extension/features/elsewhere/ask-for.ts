import { browser } from "wxt/browser";
import { sharePage } from "../../server.ts";
import { type Asked, askedItem } from "../../storage.ts";
import { chooseServer, currentServer, knownServers } from "../servers/known-servers.ts";

/**
 * Opens the popup for what was asked for, on the server in view or the one that a share is on; where the browser cannot
 * open it by itself, a tab that can do the same. First of all things: Firefox opens it only while it still hears the
 * click.
 */
export async function askFor(asked: Asked, on?: string): Promise<void> {
  const opening = browser.action.openPopup();
  const keeping = keepAsked(asked, on);
  try {
    await opening;
  } catch {
    await openTab(asked, await keeping);
  }
}

/** Kept first: the popup that opens anew for another server finds it there. Of a server nobody knows nothing is kept. */
async function keepAsked(asked: Asked, on: string | undefined): Promise<string> {
  const server = on ?? (await currentServer());
  if (!(await knownServers()).includes(server)) return server;
  await askedItem.of(server).setValue(asked);
  await chooseServer(server);
  return server;
}

async function openTab(asked: Asked, server: string): Promise<void> {
  if (asked.kind === "invite") return openPage("/manage.html#members");
  await askedItem.of(server).removeValue();
  await browser.tabs.create({ url: sharePage({ server, slug: asked.slug }) });
}

/** Opens a page of the extension's own. */
export async function openPage(page: `/manage.html${string}`): Promise<void> {
  await browser.tabs.create({ url: page });
}
