import type { RequestContext } from "../context.ts";
import { paragraphsOf } from "./paragraphs.ts";
import type { CaptionTrackRow } from "./present.ts";
import { readCues } from "./read-cues.ts";

/** What is said, in the language of the first of the `tracks`; the others stand beside it. */
export type SpokenText = {
  track: CaptionTrackRow;
  others: CaptionTrackRow[];
  paragraphs: string[];
  /** There is more than a page has room for. */
  goesOn: boolean;
};

/** What a page of 14 kB, compressed, has room for: about a quarter of an hour of speech, beside the comments. */
const CHARACTERS_MAX = 12_000;

/** The words of a sound, to be read where there is no picture to stand on; undefined without captions. */
export async function readSpokenText(
  ctx: RequestContext,
  [track, ...others]: readonly CaptionTrackRow[],
): Promise<SpokenText | undefined> {
  const cues = track && (await readCues(ctx, track));
  if (!track || !cues) return undefined;
  const paragraphs = paragraphsOf(cues);
  const shown = asFarAsThereIsRoom(paragraphs);
  return { track, others, paragraphs: shown, goesOn: shown.length < paragraphs.length };
}

function asFarAsThereIsRoom(paragraphs: readonly string[]): string[] {
  let room = CHARACTERS_MAX;
  return paragraphs.filter((text) => {
    room -= text.length;
    return room >= 0;
  });
}
