import type { CaptionTrack } from "../../shared/api/captions.ts";
import type { captionTracks } from "../db/schema/nodes.ts";
import { trackVersion } from "./expected-track.ts";

export type CaptionTrackRow = typeof captionTracks.$inferSelect;

/** What the wire tells of a track. */
export function presentTrack({ language, label, isDefault, cues, updatedAt }: CaptionTrackRow): CaptionTrack {
  return { kind: "captions", language, label, default: isDefault, cues, updatedAt: new Date(updatedAt).toISOString() };
}

/** Each that are put have an object of their own. */
export function captionsTag({ r2Key }: Pick<CaptionTrackRow, "r2Key">): string {
  return `"${trackVersion(r2Key)}"`;
}

/** A language's own name, as its speakers write it at the beginning of a line. */
export function ownNameOf(language: string): string {
  const { baseName } = new Intl.Locale(language);
  const name = new Intl.DisplayNames([language], { type: "language" }).of(baseName) ?? language;
  const [first = "", ...rest] = name;
  return first.toLocaleUpperCase(language) + rest.join("");
}
