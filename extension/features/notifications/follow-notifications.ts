import { effect } from "@preact/signals";
import { hear } from "../../live/hear.ts";
import { oneAtATime } from "../../live/one-at-a-time.ts";
import { signedIn } from "../../session/session.ts";
import { everySoOften } from "../../ui/every-so-often.ts";
import { loadNotifications, unread } from "./notifications.ts";

const LOOK_AGAIN = 30_000;

/** Keeps the list and the count of what is unread fresh, whichever tab is in view. */
export function followNotifications(): void {
  effect(() => {
    if (!signedIn.value) return;
    const look = oneAtATime(loadNotifications);
    look();
    const stops = [
      everySoOften(LOOK_AGAIN, look),
      hear((word) => {
        if (word.kind === "unread") unread.value = word.unread;
        // Also what was read elsewhere, and what became of a request told of long ago.
        look();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  });
}
