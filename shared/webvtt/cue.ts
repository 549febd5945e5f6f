/** How a cue stands on the picture (WebVTT, section 4.4), each value as it is written. */
export type CueSettings = { vertical?: string; line?: string; position?: string; size?: string; align?: string };

/** A caption with its time, in whole milliseconds. `text` is clean WebVTT cue text, as `cleanCueText` makes it. */
export type Cue = { start: number; end: number; settings: CueSettings; text: string };

/** Why a cue, or what should have been one, was left out. */
export type DropReason =
  /** Text that no line of times stands above. */
  "no_timing" | "unreadable_timing" | "ends_before_it_starts" | "no_text";

/** `line` counts from 1, as editors do. */
export type DroppedCue = { line: number; reason: DropReason };

export type ParsedCaptions = { cues: Cue[]; dropped: DroppedCue[] };

/** In the order of showing; of those that begin together the longest first, as players stack them. */
export function inOrder(cues: readonly Cue[]): Cue[] {
  return [...cues].sort((a, b) => a.start - b.start || b.end - a.end);
}
