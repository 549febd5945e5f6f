import { browser } from "wxt/browser";
import { serverDraftItem } from "../../storage.ts";
import { inTurn, takeUpServer } from "./add-server.ts";
import { mayReach, patternOf } from "./permission.ts";
import { readServerAddress } from "./read-server-address.ts";

/** Browsers close the popup while they ask: what was allowed then is carried through without it. */
export function finishAdding(): void {
  browser.permissions.onAdded.addListener(({ origins = [] }) => void takeUpDraft(origins));
}

async function takeUpDraft(origins: string[]): Promise<void> {
  const read = readServerAddress(await serverDraftItem.getValue());
  if (!("server" in read) || !origins.includes(patternOf(read.server))) return;
  const { server } = read;
  await inTurn(server, async () => {
    // The page may have been there to do it, or to find no Foyer and give the permission back.
    const isLeft = (await serverDraftItem.getValue()) !== "" && (await mayReach(server));
    if (isLeft) await takeUpServer(server);
  });
}
