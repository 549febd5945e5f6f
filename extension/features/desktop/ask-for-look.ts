import { browser } from "wxt/browser";

/** What a view that hears of news says to the background, which has no stream of its own. */
type LookRequest = { kind: "look" };

export function askForLook(): void {
  const request: LookRequest = { kind: "look" };
  // Nobody answers, which the browser tells as a failure.
  browser.runtime.sendMessage(request).catch(() => undefined);
}

export function isLookRequest(message: unknown): message is LookRequest {
  return typeof message === "object" && message !== null && "kind" in message && message.kind === "look";
}
