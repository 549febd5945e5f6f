import { parseMoment } from "../../../shared/watch/moment.ts";
import { resumeAt } from "../../../shared/watch/resume.ts";
import { habits, keepHabits, keepPlace, placeIn } from "./keep.ts";
import { goTo, type Player } from "./player.ts";

const KEPT_EVERY_MS = 5_000;

/** One address for what plays, whatever else stands in the query. */
function placeOf({ pathname, searchParams }: URL): string {
  const node = searchParams.get("node");
  return node === null ? pathname : `${pathname}?node=${node}`;
}

/** As loud and as fast as they like it, and where the link says or they stopped; answers where that is, if it is a place they stopped at. */
export function begin(player: Player): Promise<number | undefined> {
  const { volume, muted, speed } = habits();
  if (volume !== undefined) player.volume = volume;
  if (muted !== undefined) player.muted = muted;
  if (speed !== undefined) player.defaultPlaybackRate = player.playbackRate = speed;
  player.addEventListener("volumechange", () => keepHabits({ volume: player.volume, muted: player.muted }));
  const address = new URL(location.href);
  const asked = parseMoment(address.searchParams.get("t"));
  const kept = placeIn(placeOf(address));
  keepPlaces(player, placeOf(address));
  return new Promise((resolve) => {
    const start = () => {
      const resumed = asked === undefined ? resumeAt(kept, player.duration) : undefined;
      const at = asked ?? resumed;
      if (at !== undefined && player.currentTime === 0) goTo(player, at);
      resolve(resumed);
    };
    if (player.readyState >= HTMLMediaElement.HAVE_METADATA) start();
    else player.addEventListener("loadedmetadata", start, { once: true });
  });
}

function keepPlaces(player: Player, place: string): void {
  let keptAt = 0;
  const keep = () => {
    keptAt = performance.now();
    keepPlace(place, resumeAt(player.currentTime, player.duration));
  };
  player.addEventListener("timeupdate", () => {
    if (!player.paused && performance.now() - keptAt > KEPT_EVERY_MS) keep();
  });
  player.addEventListener("pause", keep);
  player.addEventListener("ended", keep);
  window.addEventListener("pagehide", () => player.currentTime > 0 && keep());
}
