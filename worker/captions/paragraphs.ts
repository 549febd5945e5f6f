import type { Cue } from "../../shared/webvtt/cue.ts";
import { wordsOf } from "./read-cues.ts";

/** Milliseconds of silence that part two paragraphs. */
const PAUSE = 1_500;

/** What is said, parted where nobody speaks for a while. */
export function paragraphsOf(cues: readonly Cue[]): string[] {
  const paragraphs: string[] = [];
  let silentFrom = Number.NEGATIVE_INFINITY;
  for (const cue of cues) {
    const words = wordsOf(cue);
    const before = cue.start - silentFrom < PAUSE ? paragraphs.pop() : undefined;
    paragraphs.push(before === undefined ? words : `${before} ${words}`);
    silentFrom = cue.end;
  }
  return paragraphs;
}
