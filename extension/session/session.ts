import { signal } from "@preact/signals";
import { api } from "../api.ts";
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

/** Ends the session there and here; here also when the server is not reached. */
export async function signOut(): Promise<void> {
  leaving = true;
  try {
    await api.auth.sessions[":sessionId"].$delete({ param: { sessionId: "current" } });
  } catch {
    // The server ends it by itself once it goes unused.
  } finally {
    await forgetEverything();
    signedIn.value = false;
    sessionEnded.value = false;
    leaving = false;
  }
}
