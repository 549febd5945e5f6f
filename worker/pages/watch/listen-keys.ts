import { actOfKey } from "../../../shared/watch/player-keys.ts";
import { partsOnPage } from "./parts.ts";
import { type Player, perform, type Say } from "./player.ts";

/** What takes letters for itself, or the space and the arrows. */
const TYPES = "input, textarea, select, [contenteditable], dialog[open] *";
const PRESSES = "button, a, summary, audio, [role=button]";

/** Plays by key, wherever on the page the focus is, save where the key means something of its own. */
export function listenKeys(player: Player, say: Say): void {
  // Before the player's own: a focused video would skip twice.
  document.addEventListener(
    "keydown",
    (event) => {
      const act = actOfKey(event);
      if (!act || event.defaultPrevented || isForOthers(event, player)) return;
      if (act.act === "chapter" && partsOnPage().length === 0) return;
      event.preventDefault();
      event.stopPropagation();
      say(perform(player, act));
    },
    { capture: true },
  );
}

function isForOthers({ target, key, ctrlKey }: KeyboardEvent, player: Player): boolean {
  if (!(target instanceof Element) || target === player) return false;
  if (target.closest(TYPES)) return true;
  return !ctrlKey && (key === " " || key.startsWith("Arrow")) && target.closest(PRESSES) !== null;
}
