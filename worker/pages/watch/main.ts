import { begin } from "./begin.ts";
import { wireChapters } from "./chapters.ts";
import { wireComments } from "./comments.ts";
import { listenKeys } from "./listen-keys.ts";
import type { Player, Say } from "./player.ts";
import { wireSharing } from "./sharing.ts";
import { offerBeginning, wireTools } from "./tools.ts";
import { wireTranscript } from "./transcript.ts";
import { tellWatched } from "./watched.ts";

/** What script adds to a page that plays without it. */

const SAID_FOR_MS = 1_500;

function sayIn(status: HTMLElement | null): Say {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (text) => {
    if (!status) return;
    clearTimeout(timer);
    status.textContent = text;
    timer = setTimeout(() => {
      status.textContent = "";
    }, SAID_FOR_MS);
  };
}

const sharing = document.querySelector<HTMLElement>("[data-page]");
if (sharing) wireSharing(sharing, sayIn(sharing.querySelector("[data-copied]")));

const player = document.querySelector<Player>("video, audio");
wireComments(player);
if (player) {
  const say = sayIn(document.querySelector("[data-said]"));
  const tools = document.querySelector<HTMLElement>("[data-tools]");
  const transcript = document.querySelector<HTMLDetailsElement>("details[data-source]");
  const note = document.querySelector<HTMLElement>("[data-resumed]");
  listenKeys(player, say);
  if (tools) wireTools(tools, player, say);
  if (tools) tellWatched(tools, player);
  wireChapters(document.querySelector("[data-chapter]"), player);
  if (transcript) wireTranscript(transcript, player);
  void begin(player).then((from) => note && from !== undefined && offerBeginning(note, player, from));
}
