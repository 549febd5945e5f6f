import * as v from "valibot";
import { CAPTION_LABEL_MAX } from "../limits.ts";
import { CAPTIONS_KINDS } from "../webvtt/captions-kind.ts";
import type { captionsTaken, captionTrack } from "./answers/captions.ts";
import { described, lineField, pageQuery } from "./fields.ts";

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

const kindField = described(
  v.optional(v.picklist(CAPTIONS_KINDS, `Must be one of ${CAPTIONS_KINDS.join(", ")}.`)),
  "Captions unless said, here or in the header of a file that is sent.",
);

/**
 * Chapters beside the captions of a language; captions unless said, by the query or in the header of the file that is sent.
 * Chapters have no `label` and `default` of their own.
 */
export const captionsKindQuery = v.object({ kind: kindField });

/** What is not named stays as it was; of a new track `label` is the language's own name, `default` no. */
export const captionsQuery = v.strictObject({
  kind: kindField,
  label: described(
    v.optional(lineField(CAPTION_LABEL_MAX)),
    "What viewers choose it by; else the language's own name.",
  ),
  default: v.optional(
    v.pipe(
      v.picklist(["true", "false"], "Must be true or false."),
      v.transform((text) => text === "true"),
    ),
  ),
});

export const captionsListQuery = v.strictObject({ ...pageQuery, kind: kindField });

export type CaptionTrack = v.InferOutput<typeof captionTrack>;

export type CaptionsTaken = v.InferOutput<typeof captionsTaken>;

/** What is said, in one language; `languages` are all there are, the viewer's first. Times are seconds. */
export type Transcript = {
  language: string;
  languages: string[];
  cues: { start: number; end: number; text: string }[];
};
