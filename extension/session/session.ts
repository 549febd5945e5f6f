import { signal } from "@preact/signals";
import { browser } from "wxt/browser";
import { serverHere } from "../server.ts";
import { refreshTokenItem } from "../storage.ts";
import type { EndRequest } from "./renewal.ts";

export const signedIn = signal(false);

/** Whether the session ended by itself, so that the sign-in says why it is there. */
export const sessionEnded = signal(false);

let leaving = false;

/** Learns who is signed in, and hears of it when another page signs in or out. */
export async function watchSession(): Promise<void> {
  signedIn.value = (await refreshTokenItem.getValue()) !== null;
  refreshTokenItem.watch((token) => {
    const isIn = token !== null;
    sessionEnded.value = signedIn.value && !isIn && !leaving;
    signedIn.value = isIn;
  });
}

/**
 * Out of the server this page speaks to. Answers how many files are not uploaded yet: where there are any, one stays signed
 * in unless one is sure.
 */
export async function signOut(isSure: boolean): Promise<number> {
  leaving = true;
  const left = await end({ kind: "end", server: serverHere(), isSure });
  if (left === 0) {
    signedIn.value = false;
    sessionEnded.value = false;
  }
  leaving = false;
  return left;
}

/** Out of one server; no other hears of it. */
export async function signOutOf(server: string): Promise<void> {
  await end({ kind: "end", server, isSure: true });
}

/** Here and then there. The background sees to it at once, whatever becomes of the page. */
function end(request: EndRequest): Promise<number> {
  return browser.runtime.sendMessage(request);
}
