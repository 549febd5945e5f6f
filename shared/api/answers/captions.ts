import * as v from "valibot";
import { CAPTIONS_KINDS } from "../../webvtt/captions-kind.ts";
import { described } from "../fields.ts";
import { count, moment, named, pageOf, withMore } from "./fields.ts";

/** The captions or chapters of a video in one language. At most one language of a video is the default. */
export const captionTrack = named(
  "CaptionTrack",
  v.object({
    kind: v.picklist(CAPTIONS_KINDS),
    language: described(v.string(), "BCP 47."),
    label: v.string(),
    default: v.boolean(),
    cues: described(count, "How many there are."),
    updatedAt: moment,
  }),
);

export const captionTrackPage = named("CaptionTrackPage", pageOf(captionTrack));

/** A cue that could not be read. */
const droppedCue = v.object({
  line: described(v.pipe(v.number(), v.integer(), v.minValue(1)), "Where it stands in the file."),
  reason: v.string(),
});

/** What was made of a file. */
export const captionsTaken = named(
  "CaptionsTaken",
  withMore(captionTrack, {
    dropped: described(v.array(droppedCue), "The cues that could not be read, the first 1,000 of them."),
  }),
);
