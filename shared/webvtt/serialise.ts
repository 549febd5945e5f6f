import { type Cue, inOrder } from "./cue.ts";
import { writeCueSettings } from "./cue-settings.ts";
import { writeTime } from "./timestamp.ts";

/** A WebVTT file of these cues and nothing else. */
export function serialiseWebVtt(cues: readonly Cue[]): string {
  const blocks = inOrder(cues).map(
    ({ start, end, settings, text }) =>
      `${writeTime(start)} --> ${writeTime(end)}${writeCueSettings(settings)}\n${text}\n`,
  );
  return ["WEBVTT\n", ...blocks].join("\n");
}
