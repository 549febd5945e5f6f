import { browser } from "wxt/browser";
import { forgetEverything, forgetsOnCloseItem, pendingSignInItem, refreshTokenItem } from "../../storage.ts";
import { dropKeptFiles } from "../fast-start/kept-file.ts";

/**
 * What was kept of someone who chose to be forgotten goes when the browser starts again: none tells an extension that it
 * closes. The proof that they were signed in was in memory alone, and went with it; it goes also where the extension is
 * replaced by its next version.
 */
export function forgetOnStart(): void {
  browser.runtime.onStartup.addListener(() => void forgetWhoChoseIt());
  browser.runtime.onInstalled.addListener(() => void forgetWhoChoseIt());
}

async function forgetWhoChoseIt(): Promise<void> {
  const [chose, pending] = await Promise.all([forgetsOnCloseItem.getValue(), pendingSignInItem.getValue()]);
  if (!chose && !pending?.forgetsOnClose) return;
  if ((await refreshTokenItem.getValue()) !== null) return;
  await forgetEverything();
  await dropKeptFiles();
}
