import type { Cue } from "../../shared/webvtt/cue.ts";
import { visibleText } from "../../shared/webvtt/cue-text.ts";
import { parseWebVtt } from "../../shared/webvtt/parse.ts";
import type { RequestContext } from "../context.ts";
import type { CaptionTrackRow } from "./present.ts";

/** What is said, in the language of the first of the `tracks`; the others stand beside it. */
export type SpokenText = {
  track: CaptionTrackRow;
  others: CaptionTrackRow[];
  paragraphs: string[];
  /** There is more than a page has room for. */
  goesOn: boolean;
};

/** What a page of 14 kB, compressed, has room for: about twenty minutes of speech. */
const CHARACTERS_MAX = 16_000;
/** Milliseconds of silence that part two paragraphs. */
const PAUSE = 1_500;

/** The words of a sound, to be read where there is no picture to stand on; undefined without captions. */
export async function readSpokenText(
  { env }: RequestContext,
  [track, ...others]: readonly CaptionTrackRow[],
): Promise<SpokenText | undefined> {
  const object = track ? await env.MEDIA.get(track.r2Key) : null;
  if (!track || !object) return undefined;
  const cues = parseWebVtt(await object.text())?.cues ?? [];
  const paragraphs = parted(cues);
  const shown = asFarAsThereIsRoom(paragraphs);
  return { track, others, paragraphs: shown, goesOn: shown.length < paragraphs.length };
}

function parted(cues: readonly Cue[]): string[] {
  const paragraphs: string[] = [];
  let silentFrom = Number.NEGATIVE_INFINITY;
  for (const { start, end, text } of cues) {
    const words = visibleText(text).replace(/\s+/g, " ").trim();
    const before = start - silentFrom < PAUSE ? paragraphs.pop() : undefined;
    paragraphs.push(before === undefined ? words : `${before} ${words}`);
    silentFrom = end;
  }
  return paragraphs;
}

function asFarAsThereIsRoom(paragraphs: readonly string[]): string[] {
  let room = CHARACTERS_MAX;
  return paragraphs.filter((text) => {
    room -= text.length;
    return room >= 0;
  });
}
