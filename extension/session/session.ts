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

/** Out of the server this page speaks to. */
export async function signOut(): Promise<void> {
  leaving = true;
  await signOutOf(serverHere());
  signedIn.value = false;
  sessionEnded.value = false;
  leaving = false;
}

/** Ends the session here and then there; no other server hears of it. The background sees to it, whatever becomes of the page. */
export async function signOutOf(server: string): Promise<void> {
  const request: EndRequest = { kind: "end", server };
  await browser.runtime.sendMessage(request);
}
