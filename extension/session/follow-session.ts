import { effect } from "@preact/signals";
import { askForLook } from "../features/desktop/ask-for-look.ts";
import { speak } from "../language.ts";
import type { Languages } from "../languages.ts";
import { followStream } from "../live/follow-stream.ts";
import { hear } from "../live/hear.ts";
import { oneAtATime } from "../live/one-at-a-time.ts";
import { everySoOften } from "../ui/every-so-often.ts";
import { forgetMe, loadMe, restoreMe } from "./me.ts";
import { signedIn, watchSession } from "./session.ts";

/** Roles change and invitations come while a page stands open. */
const LOOK_AGAIN = 30_000;

type Followed = { languages: Languages; saidLater?: Languages; forget: () => void };

/**
 * What every page of ours does first: learn who is signed in from storage, then from the server.
 * `forget` clears what the page itself has in memory of someone who is gone.
 */
export async function followSession({ languages, saidLater, forget }: Followed): Promise<void> {
  await Promise.all([restoreMe(), watchSession()]);
  await speak(languages, saidLater);
  effect(() => {
    if (signedIn.value) {
      void loadMe();
      return follow();
    }
    forgetMe();
    forget();
  });
}

/** Answers what stops it. */
function follow(): () => void {
  const look = oneAtATime(loadMe);
  askForLook();
  const stops = [
    followStream(),
    everySoOften(LOOK_AGAIN, look),
    // What one is told of may be that one was let in somewhere, or is out.
    hear(({ kind }) => {
      if (kind === "notification") look();
      if (kind === "notification" || kind === "membership") askForLook();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
