import * as v from "valibot";
import { CAPTION_LABEL_MAX } from "../limits.ts";
import type { DroppedCue } from "../webvtt/cue.ts";
import { lineField, pageQuery } from "./fields.ts";

const LANGUAGE_MAX = 35;

/** A BCP 47 language in its canonical spelling (`pt-br` is `pt-BR`); undefined when it is none. */
export function canonicalLanguage(text: string): string | undefined {
  if (text.length > LANGUAGE_MAX) return undefined;
  try {
    return Intl.getCanonicalLocales(text)[0];
  } catch {
    return undefined;
  }
}

/** What is not named stays as it was; of a new track `label` is the language's own name, `default` no. */
export const captionsQuery = v.strictObject({
  label: v.optional(lineField(CAPTION_LABEL_MAX)),
  default: v.optional(
    v.pipe(
      v.picklist(["true", "false"], "Must be true or false."),
      v.transform((text) => text === "true"),
    ),
  ),
});

export const captionsListQuery = v.strictObject(pageQuery);

/** The captions of a video in one language. At most one language of a video is the default. */
export type CaptionTrack = {
  language: string;
  label: string;
  default: boolean;
  /** How many there are. */
  cues: number;
  updatedAt: string;
};

/** What was made of a file; `dropped` are the cues that could not be read, the first 1,000 of them. */
export type CaptionsTaken = CaptionTrack & { dropped: DroppedCue[] };

/** What is said, in one language; `languages` are all there are, the viewer's first. Times are seconds. */
export type Transcript = {
  language: string;
  languages: string[];
  cues: { start: number; end: number; text: string }[];
};
