import { parseAccept } from "hono/utils/accept";
import type { CaptionTrackRow } from "./present.ts";

const WISHES_MAX = 32;

/**
 * The tracks in the order of a viewer's menu. First stands the one that shows by itself, if any does: the best in a
 * language they read (`Accept-Language`, RFC 9110, section 12.5.4), else the one its creator marked.
 */
export function orderTracks(tracks: readonly CaptionTrackRow[], acceptLanguage: string | null) {
  const shown = inWishedLanguage(tracks, acceptLanguage) ?? tracks.find(({ isDefault }) => isDefault);
  const rest = tracks.filter((track) => track !== shown).sort((a, b) => (a.label < b.label ? -1 : 1));
  return { shown, tracks: shown ? [shown, ...rest] : rest };
}

type InLanguage = { language: string };

/** The best in a language they read; undefined where there is none. */
export function inWishedLanguage<Track extends InLanguage>(
  tracks: readonly Track[],
  acceptLanguage: string | null,
): Track | undefined {
  const wishes = parseAccept(acceptLanguage ?? "")
    .slice(0, WISHES_MAX)
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q);
  for (const { type } of wishes) {
    const found = inLanguage(tracks, type.toLowerCase());
    if (found) return found;
  }
  return undefined;
}

/** Lookup (RFC 4647, section 3.4), and, where only another region's is there, that one: better read than none. */
function inLanguage<Track extends InLanguage>(tracks: readonly Track[], wish: string): Track | undefined {
  const subtags = wish.split("-");
  for (let length = subtags.length; length > 0; length -= 1) {
    const range = subtags.slice(0, length).join("-");
    const found = tracks.find(({ language }) => language.toLowerCase() === range);
    if (found) return found;
  }
  return tracks.find(({ language }) => language.toLowerCase().split("-")[0] === subtags[0]);
}
