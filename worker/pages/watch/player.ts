import { chapterBeside } from "../../../shared/chapters/chapter-at.ts";
import { clockTime } from "../../../shared/watch/moment.ts";
import { type PlayerAct, speedBeside } from "../../../shared/watch/player-keys.ts";
import { keepHabits } from "./keep.ts";
import { partAt, partsOnPage } from "./parts.ts";

/** A video or a sound, as the browser's own controls play it. */
export type Player = HTMLVideoElement | HTMLAudioElement;

/** Says something shortly, to eyes and to screen readers. */
export type Say = (text: string) => void;

const percent = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" });
const number = new Intl.NumberFormat(document.documentElement.lang);

type Of<Act extends PlayerAct["act"]> = Extract<PlayerAct, { act: Act }>;
type Deeds = { [Act in PlayerAct["act"]]: (player: Player, act: Of<Act>) => void };

const DEEDS: Deeds = {
  toggle,
  skip: (player, { seconds }) => goTo(player, player.currentTime + seconds),
  jump: (player, { part }) => goTo(player, part * player.duration),
  louder: (player, { by }) => setVolume(player, player.volume + by),
  mute: (player) => {
    player.muted = !player.muted;
  },
  faster: (player, { steps }) => setSpeed(player, speedBeside(player.playbackRate, steps)),
  captions: toggleCaptions,
  chapter: (player, { steps }) => {
    const starts = partsOnPage().map(({ at }) => at);
    goTo(player, chapterBeside(starts, player.currentTime, steps) ?? player.currentTime);
  },
  fullscreen: (player) => void toggleFullscreen(player).catch(() => undefined),
};

/** Does what a key asks for; answers what to say of it, where the player itself does not show it. */
export function perform<Act extends PlayerAct["act"]>(player: Player, act: Of<Act>): string {
  (DEEDS[act.act as Act] as (player: Player, act: Of<Act>) => void)(player, act);
  return saidOf(player, act.act);
}

function saidOf(player: Player, act: PlayerAct["act"]): string {
  if (act === "skip" || act === "jump") return clockTime(player.currentTime);
  if (act === "chapter") return partAt(partsOnPage(), player.currentTime)?.title ?? "";
  if (act === "louder" || act === "mute") return percent.format(player.muted ? 0 : player.volume);
  return act === "faster" ? `${number.format(player.playbackRate)}×` : "";
}

function toggle(player: Player): void {
  if (player.paused) void player.play().catch(() => undefined);
  else player.pause();
}

/** Never past either end; before the length is known, as far as was asked. */
export function goTo(player: Player, seconds: number): void {
  const most = Number.isFinite(player.duration) ? player.duration : Number.POSITIVE_INFINITY;
  const at = Math.min(most, Math.max(0, seconds));
  if (Number.isFinite(at)) player.currentTime = at;
}

function setVolume(player: Player, volume: number): void {
  player.volume = Math.min(1, Math.max(0, Math.round(volume * 100) / 100));
  player.muted = player.volume === 0;
}

export function setSpeed(player: Player, speed: number): void {
  player.playbackRate = speed;
  player.defaultPlaybackRate = speed;
  keepHabits({ speed });
}

let shownBefore: TextTrack | undefined;

/** Off, or on again with the language that showed last, else the first. */
function toggleCaptions({ textTracks }: Player): void {
  const tracks = [...textTracks].filter(({ kind }) => kind === "captions");
  const shown = tracks.find(({ mode }) => mode === "showing");
  if (shown) {
    shownBefore = shown;
    shown.mode = "disabled";
    return;
  }
  const next = shownBefore ?? tracks[0];
  if (next) next.mode = "showing";
}

/** Safari on a phone has no full screen but its own player's. */
async function toggleFullscreen(player: Player & { webkitEnterFullscreen?(): void }): Promise<void> {
  if (document.fullscreenElement) return document.exitFullscreen();
  if (player.requestFullscreen) return player.requestFullscreen();
  player.webkitEnterFullscreen?.();
}
