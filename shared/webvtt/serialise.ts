import type { CaptionsKind } from "./captions-kind.ts";
import { type Cue, inOrder } from "./cue.ts";
import { writeCueSettings } from "./cue-settings.ts";
import { writeTime } from "./timestamp.ts";

/** A WebVTT file of these cues and nothing else; one of chapters says so in its header. */
export function serialiseWebVtt(cues: readonly Cue[], kind: CaptionsKind = "captions"): string {
  const blocks = inOrder(cues).map(
    ({ start, end, settings, text }) =>
      `${writeTime(start)} --> ${writeTime(end)}${writeCueSettings(settings)}\n${text}\n`,
  );
  return [kind === "captions" ? "WEBVTT\n" : `WEBVTT\nKind: ${kind}\n`, ...blocks].join("\n");
}
