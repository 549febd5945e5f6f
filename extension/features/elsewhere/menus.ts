import { type Browser, browser } from "wxt/browser";
import { type SharePlace, shareAt, sharePage } from "../../server.ts";
import { addedServersItem } from "../../storage.ts";
import { addressesInMailto, addressesInText } from "../on-this-page/addresses-in-text.ts";
import { knownServers } from "../servers/known-servers.ts";
import { matchPattern } from "../servers/match-pattern.ts";
import { askFor } from "./ask-for.ts";
import { copyInTab } from "./copy-in-tab.ts";

const ON_SHARES = ["copy-share", "control-share"];

type Click = Pick<Browser.contextMenus.OnClickData, "menuItemId" | "selectionText" | "linkUrl">;

/** Offers what can be done with an address, a `mailto:` link and a link to a share, in the browser's language. */
export function offerMenus(): void {
  // They outlive the worker: made at every start they would be made twice.
  browser.runtime.onInstalled.addListener(() => void makeMenus());
  addedServersItem.watch(() => void followServers());
  browser.contextMenus.onClicked.addListener((click, tab) => void takeClick(click, tab?.id));
}

/** Firefox's patterns know no ports; what is pressed is looked at once more. */
async function sharesOfServers(): Promise<string[]> {
  return (await knownServers()).map((server) => `${matchPattern(server, true).slice(0, -1)}s/*`);
}

async function followServers(): Promise<void> {
  const targetUrlPatterns = await sharesOfServers();
  for (const id of ON_SHARES) await browser.contextMenus.update(id, { targetUrlPatterns });
}

async function makeMenus(): Promise<void> {
  const shares = await sharesOfServers();
  const { contextMenus, i18n } = browser;
  await contextMenus.removeAll();
  const onLink = (id: string, targetUrlPatterns: string[], title: string) =>
    contextMenus.create({ id, contexts: ["link"], targetUrlPatterns, title });
  const onSelection = i18n.getMessage("menu_invite_selection");
  contextMenus.create({ id: "invite-selection", contexts: ["selection"], title: onSelection });
  onLink("invite-link", ["mailto:*"], i18n.getMessage("menu_invite_link"));
  onLink("copy-share", shares, i18n.getMessage("menu_copy_share"));
  onLink("control-share", shares, i18n.getMessage("menu_control_share"));
}

async function takeClick({ menuItemId, selectionText = "", linkUrl = "" }: Click, tabId: number | undefined) {
  // Nothing is waited for: the menu is shown on links to known servers alone, and Firefox hears the click no longer.
  const share = URL.canParse(linkUrl) ? shareAt(linkUrl, [new URL(linkUrl).origin]) : undefined;
  switch (menuItemId) {
    case "invite-selection":
      return invite(addressesInText(selectionText));
    case "invite-link":
      return invite(addressesInMailto(linkUrl));
    case "copy-share":
      if (share && !(await copyInTab(tabId, sharePage(share)))) await controlShare(share);
      return;
    case "control-share":
      if (share) await controlShare(share);
  }
}

function controlShare({ server, slug }: SharePlace): Promise<void> {
  return askFor({ kind: "share", slug }, server);
}

/** Also without any: the form that opens is where one is typed. */
function invite(addresses: { address: string }[]): Promise<void> {
  return askFor({ kind: "invite", emails: [...new Set(addresses.map(({ address }) => address))] });
}
