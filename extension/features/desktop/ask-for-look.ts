import { browser } from "wxt/browser";
import { serverHere } from "../../server.ts";

/** What a view that hears of news says to the background, which has no stream of its own. */
type LookRequest = { kind: "look"; server: string };

export function askForLook(): void {
  const request: LookRequest = { kind: "look", server: serverHere() };
  // Nobody answers, which the browser tells as a failure.
  browser.runtime.sendMessage(request).catch(() => undefined);
}

export function isLookRequest(message: unknown): message is LookRequest {
  return typeof message === "object" && message !== null && "kind" in message && message.kind === "look";
}
