import { effect } from "@preact/signals";
import { keepDocumentLanguage } from "../language.ts";
import { forgetMe, loadMe, restoreMe } from "./me.ts";
import { signedIn, watchSession } from "./session.ts";

/**
 * What every page of ours does first: learn who is signed in from storage, then from the server.
 * `forget` clears what the page itself has in memory of someone who is gone.
 */
export async function followSession(forget: () => void): Promise<void> {
  await Promise.all([restoreMe(), watchSession()]);
  keepDocumentLanguage();
  effect(() => {
    if (signedIn.value) {
      void loadMe();
    } else {
      forgetMe();
      forget();
    }
  });
}
