import { signal } from "@preact/signals";
import { browser } from "wxt/browser";
import { serverHere, shareAt } from "../../server.ts";
import { knownShareItem } from "../../storage.ts";
import { servers } from "../servers/follow-server.ts";
import { share, slug } from "../share/share.ts";

/** The server that the tab shows a share page of, if it is another than the one in view. */
export const otherServer = signal<string | undefined>();

/** The tab that the popup stands over. */
export function askForTab() {
  return browser.tabs.query({ active: true, currentWindow: true });
}

/** Takes up the share whose page the tab shows that the popup stands over, if it is one. */
export async function readThisTab(asked: ReturnType<typeof askForTab>): Promise<void> {
  const [tab] = await asked;
  const found = shareAt(tab?.url, servers.value);
  const isHere = found?.server === serverHere();
  slug.value = isHere ? found?.slug : undefined;
  otherServer.value = isHere ? undefined : found?.server;
  if (slug.value === undefined) return;
  const known = await knownShareItem.getValue();
  if (known?.slug === slug.value) share.value = known;
}
