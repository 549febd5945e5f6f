import { browser } from "wxt/browser";
import { forgetEverything, forgetsOnCloseItem, pendingSignInItem, refreshTokenItem } from "../../storage.ts";
import { dropKeptFiles } from "../fast-start/kept-file.ts";
import { knownServers } from "../servers/known-servers.ts";

/**
 * What was kept of someone who chose to be forgotten goes when the browser starts again: none tells an extension that it
 * closes. The proof that they were signed in was in memory alone, and went with it; it goes also where the extension is
 * replaced by its next version.
 */
export function forgetOnStart(): void {
  browser.runtime.onStartup.addListener(() => void forgetThem());
  browser.runtime.onInstalled.addListener(() => void forgetThem());
}

async function forgetThem(): Promise<void> {
  await Promise.all((await knownServers()).map(forgetWhoChoseIt));
}

async function forgetWhoChoseIt(server: string): Promise<void> {
  const [chose, pending] = await Promise.all([
    forgetsOnCloseItem.of(server).getValue(),
    pendingSignInItem.of(server).getValue(),
  ]);
  if (!chose && !pending?.forgetsOnClose) return;
  if ((await refreshTokenItem.getValue(server)) !== null) return;
  await forgetEverything(server);
  await dropKeptFiles(server);
}
