import { effect } from "@preact/signals";
import { signedIn } from "../../session/session.ts";
import { type Asked, askedItem } from "../../storage.ts";
import { addToDraft } from "../members/invite.ts";

/**
 * Takes up what was asked for in a menu, before this view was opened or while it is: people to invite are put into the
 * form, a share is handed to whoever shows one. It waits for whoever has to sign in first.
 */
export function takeAsked(showShare?: (slug: string) => void): void {
  const take = async (asked: Asked | null) => {
    if (!asked || !signedIn.peek() || document.visibilityState !== "visible") return;
    if (asked.kind === "share" && !showShare) return;
    await askedItem.removeValue();
    if (asked.kind === "invite") addToDraft(asked.emails);
    else showShare?.(asked.slug);
  };
  askedItem.watch((asked) => void take(asked));
  effect(() => {
    if (signedIn.value) void askedItem.getValue().then(take);
  });
}
