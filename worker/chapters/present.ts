import type { CaptionTrack } from "../../shared/api/captions.ts";
import { trackVersion } from "../captions/expected-track.ts";
import { ownNameOf } from "../captions/present.ts";
import type { chapterTracks } from "../db/schema/nodes.ts";

export type ChapterTrackRow = typeof chapterTracks.$inferSelect;

/** Where the last one ends is told by the media, of `duration` seconds. */
export function chaptersTag({ changeId }: ChapterTrackRow, duration: number | null): string {
  return `"${trackVersion(changeId)}.${duration ?? ""}"`;
}

/** What the wire tells of chapters: what it tells of captions, each chapter a cue. */
export function presentChapters({ language, chapters, updatedAt }: ChapterTrackRow): CaptionTrack {
  return {
    kind: "chapters",
    language,
    label: ownNameOf(language),
    default: false,
    cues: chapters.length,
    updatedAt: new Date(updatedAt).toISOString(),
  };
}
