import { clockTime } from "../../../shared/watch/moment.ts";
import { copyText } from "./copy.ts";
import { goTo, type Player, type Say, setSpeed } from "./player.ts";

/** Brings the tools below the player to life; each is hidden where this browser cannot do it. */
export function wireTools(tools: HTMLElement, player: Player, say: Say): void {
  tools.hidden = false;
  wireSpeed(tools, player);
  wirePictureInPicture(tools, player);
  wireCopy(tools, player, say);
}

function wireSpeed(tools: HTMLElement, player: Player): void {
  const select = tools.querySelector<HTMLSelectElement>("select[name=speed]");
  if (!select) return;
  const show = () => {
    select.value = String(player.playbackRate);
  };
  select.addEventListener("change", () => setSpeed(player, Number(select.value)));
  player.addEventListener("ratechange", show);
  show();
}

function wirePictureInPicture(tools: HTMLElement, player: Player): void {
  const button = tools.querySelector<HTMLButtonElement>("button[name=pip]");
  if (!button || !(player instanceof HTMLVideoElement) || !document.pictureInPictureEnabled) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const change = document.pictureInPictureElement
      ? document.exitPictureInPicture()
      : player.requestPictureInPicture();
    void change.catch(() => undefined);
  });
}

/** The link to this page, at this moment of it. */
function wireCopy(tools: HTMLElement, player: Player, say: Say): void {
  const button = tools.querySelector<HTMLButtonElement>("button[name=copy]");
  if (!button) return;
  const moment = button.querySelector("[data-moment]");
  const show = () => {
    if (moment) moment.textContent = clockTime(player.currentTime);
  };
  player.addEventListener("timeupdate", show);
  player.addEventListener("seeked", show);
  button.addEventListener("click", () => void copyText(linkAt(Math.floor(player.currentTime)), button, say));
  show();
}

function linkAt(seconds: number): string {
  const link = new URL(location.href);
  link.hash = "";
  if (seconds > 0) link.searchParams.set("t", String(seconds));
  else link.searchParams.delete("t");
  return link.href;
}

/** Says that it goes on where they stopped, and offers the beginning. */
export function offerBeginning(note: HTMLElement, player: Player, from: number): void {
  const moment = note.querySelector("[data-moment]");
  if (moment) moment.textContent = clockTime(from);
  note.hidden = false;
  note.querySelector("button")?.addEventListener("click", () => {
    goTo(player, 0);
    note.hidden = true;
    player.focus();
  });
  player.addEventListener("ended", () => {
    note.hidden = true;
  });
}
