import { WATCHED_MAX } from "../../../shared/limits.ts";
import { joined, type Stretch } from "../../../shared/watch/stretches.ts";
import type { Player } from "./player.ts";

/**
 * Tells which seconds were watched, whenever the page may be left for good: a phone tells of no later moment than that it
 * is hidden. What was told before is told again; it counts once.
 */
export function tellWatched({ dataset }: HTMLElement, player: Player): void {
  const { views, version } = dataset;
  if (views === undefined) return;
  let told = "";
  const tell = () => {
    const watched = joined(watchedIn(player.played)).slice(0, WATCHED_MAX);
    const body = JSON.stringify({ version: Number(version), watched });
    if (watched.length === 0 || body === told) return;
    told = body;
    navigator.sendBeacon(views, new Blob([body], { type: "application/json" }));
  };
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && tell());
  window.addEventListener("pagehide", tell);
  player.addEventListener("ended", tell);
}

/** A second counts from half of it on. */
function watchedIn(played: TimeRanges): Stretch[] {
  return Array.from({ length: played.length }, (_, at) => [Math.round(played.start(at)), Math.round(played.end(at))]);
}
