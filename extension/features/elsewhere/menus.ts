import { type Browser, browser } from "wxt/browser";
import { SERVER_URL, sharePage, slugOfSharePage } from "../../server.ts";
import { addressesInMailto, addressesInText } from "../on-this-page/addresses-in-text.ts";
import { askFor } from "./ask-for.ts";
import { copyInTab } from "./copy-in-tab.ts";

const { protocol, hostname } = new URL(SERVER_URL);
/** Firefox's patterns know no ports; what is pressed is looked at once more. */
const SHARES = [`${protocol}//${hostname}/s/*`];

type Click = Pick<Browser.contextMenus.OnClickData, "menuItemId" | "selectionText" | "linkUrl">;

/** Offers what can be done with an address, a `mailto:` link and a link to a share, in the browser's language. */
export function offerMenus(): void {
  // They outlive the worker: made at every start they would be made twice.
  browser.runtime.onInstalled.addListener(() => void makeMenus());
  browser.contextMenus.onClicked.addListener((click, tab) => void takeClick(click, tab?.id));
}

async function makeMenus(): Promise<void> {
  const { contextMenus, i18n } = browser;
  await contextMenus.removeAll();
  const onLink = (id: string, targetUrlPatterns: string[], title: string) =>
    contextMenus.create({ id, contexts: ["link"], targetUrlPatterns, title });
  const onSelection = i18n.getMessage("menu_invite_selection");
  contextMenus.create({ id: "invite-selection", contexts: ["selection"], title: onSelection });
  onLink("invite-link", ["mailto:*"], i18n.getMessage("menu_invite_link"));
  onLink("copy-share", SHARES, i18n.getMessage("menu_copy_share"));
  onLink("control-share", SHARES, i18n.getMessage("menu_control_share"));
}

async function takeClick({ menuItemId, selectionText = "", linkUrl = "" }: Click, tabId: number | undefined) {
  const slug = slugOfSharePage(linkUrl);
  switch (menuItemId) {
    case "invite-selection":
      return invite(addressesInText(selectionText));
    case "invite-link":
      return invite(addressesInMailto(linkUrl));
    case "copy-share":
      if (slug !== undefined && !(await copyInTab(tabId, sharePage(slug)))) await askFor({ kind: "share", slug });
      return;
    case "control-share":
      if (slug !== undefined) await askFor({ kind: "share", slug });
  }
}

/** Also without any: the form that opens is where one is typed. */
function invite(addresses: { address: string }[]): Promise<void> {
  return askFor({ kind: "invite", emails: [...new Set(addresses.map(({ address }) => address))] });
}
