import { signal } from "@preact/signals";
import { apiOf } from "../api.ts";
import { serverHere } from "../server.ts";
import { forgetEverything, refreshTokenItem } from "../storage.ts";

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

/** Ends the session there and here; here also when the server is not reached. No other server hears of it. */
export async function signOutOf(server: string): Promise<void> {
  try {
    await apiOf(server).auth.sessions[":sessionId"].$delete({ param: { sessionId: "current" } });
  } catch {
    // The server ends it by itself once it goes unused.
  }
  await forgetEverything(server);
}
