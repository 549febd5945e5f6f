import type { Transcript } from "../../../shared/api/captions.ts";
import { clockTime } from "../../../shared/watch/moment.ts";
import { cueAt, isFound } from "../../../shared/watch/transcript-search.ts";
import { goTo, type Player } from "./player.ts";

type Line = { cue: Transcript["cues"][number]; item: HTMLLIElement };

/** What of the page it lives in. */
type Parts = {
  list: HTMLOListElement;
  search: HTMLInputElement;
  language: HTMLSelectElement | null;
  none: HTMLElement;
  failed: HTMLElement;
};

const BESIDE_PLAYER = "(min-width: 1160px)";

/** Reads what is said once it is wanted, follows what plays, finds words, and leads to the moment they are said at. */
export function wireTranscript(section: HTMLDetailsElement, player: Player): void {
  const live = section.querySelector<HTMLElement>("[data-live]");
  const parts = live && partsOf(live);
  if (!parts) return;
  live.hidden = false;
  const { list, search, language } = parts;
  let lines: Line[] = [];

  const read = async () => {
    const found = await readTranscript(section, parts);
    if (!found) return;
    lines = found.cues.map((cue) => ({ cue, item: lineOf(cue, player) }));
    list.lang = found.language;
    list.replaceChildren(...lines.map(({ item }) => item));
    filter(lines, parts);
    showNow(list, follow(lines, player, list));
  };
  section.addEventListener("toggle", () => section.open && lines.length === 0 && void read());
  search.addEventListener("input", () => filter(lines, parts));
  language?.addEventListener("change", () => void read());
  player.addEventListener("timeupdate", () => {
    if (!section.open) return;
    const now = follow(lines, player, list);
    if (!player.paused && !list.matches(":hover, :focus-within")) showNow(list, now);
  });
  if (matchMedia(BESIDE_PLAYER).matches) section.open = true;
}

function partsOf(live: HTMLElement): Parts | undefined {
  const list = live.querySelector("ol");
  const search = live.querySelector("input");
  const none = live.querySelector<HTMLElement>("[data-none]");
  const failed = live.querySelector<HTMLElement>("[data-failed]");
  if (!list || !search || !none || !failed) return undefined;
  return { list, search, none, failed, language: live.querySelector("select") };
}

/** In the language chosen; undefined where it cannot be had, which is said, or another was chosen meanwhile. */
async function readTranscript(section: HTMLElement, { language, failed }: Parts): Promise<Transcript | undefined> {
  const chosen = language?.value;
  const address = new URL(section.dataset.source ?? "", location.href);
  if (chosen !== undefined) address.searchParams.set("lang", chosen);
  const found = await fetchTranscript(address);
  if (language?.value !== chosen) return undefined;
  failed.hidden = found !== undefined;
  return found;
}

async function fetchTranscript(address: URL): Promise<Transcript | undefined> {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    return answer.ok ? ((await answer.json()) as Transcript) : undefined;
  } catch {
    return undefined;
  }
}

function lineOf(cue: Line["cue"], player: Player): HTMLLIElement {
  const item = document.createElement("li");
  const button = document.createElement("button");
  const time = document.createElement("span");
  const words = document.createElement("span");
  button.type = "button";
  time.textContent = clockTime(cue.start);
  words.textContent = cue.text;
  words.dir = "auto";
  button.append(time, " ", words);
  button.addEventListener("click", () => goTo(player, cue.start));
  item.append(button);
  return item;
}

function filter(lines: readonly Line[], { search, none }: Parts): void {
  const wanted = search.value.trim();
  for (const { cue, item } of lines) item.hidden = !isFound(cue.text, wanted);
  none.hidden = lines.length === 0 || lines.some(({ item }) => !item.hidden);
}

/** Marks what is said now; answers it where it has just begun. */
function follow(lines: readonly Line[], player: Player, list: HTMLElement): HTMLElement | undefined {
  const now =
    lines[
      cueAt(
        lines.map(({ cue }) => cue),
        player.currentTime,
      )
    ]?.item;
  const before = list.querySelector("[aria-current]");
  if (now === before) return undefined;
  before?.removeAttribute("aria-current");
  now?.setAttribute("aria-current", "true");
  return now;
}

/** Brings it into view within the list alone: the page stays where it is. */
function showNow(list: HTMLElement, now: HTMLElement | undefined): void {
  if (now) list.scrollTop = now.offsetTop - list.clientHeight / 3;
}
