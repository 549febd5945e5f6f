import { browser } from "wxt/browser";
import { shareAt, sharePage } from "../../server.ts";
import { openPanel } from "../panel/open-panel.ts";
import { markBadge } from "../requests/toolbar-badge.ts";
import { knownServers } from "../servers/known-servers.ts";
import { askFor, openPage } from "./ask-for.ts";
import { copyInTab } from "./copy-in-tab.ts";

/** The keys that `wxt.config.ts` suggests; the popup's and Firefox's sidebar's are the browser's own to hear. */
export function hearCommands(): void {
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === "open-panel") void openPanel(tab?.windowId ?? browser.windows.WINDOW_ID_CURRENT);
    if (command === "open-manage") void openPage("/manage.html");
    if (command === "copy-share-link") void copyLinkInFront();
  });
}

async function copyLinkInFront(): Promise<void> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  const share = shareAt(tab?.url, await knownServers());
  if (!share) return markBadge("!");
  if (!(await copyInTab(tab?.id, sharePage(share)))) await askFor({ kind: "share", slug: share.slug }, share.server);
}
