import type { Chapter } from "../../shared/chapters/chapter.ts";
import { chapterMoment } from "../../shared/chapters/chapter-at.ts";
import { parseMoment } from "../../shared/watch/moment.ts";
import { inWishedLanguage } from "../captions/order-tracks.ts";
import type { ShareView } from "../shares/share-view.ts";

const SECOND = 1_000;

/** The chapters that a page shows, in one language. */
export type ChaptersShown = { language: string; chapters: Chapter[] };

/**
 * In a language that a viewer reads (`Accept-Language`), else in that of the captions they are shown, else the first by its
 * tag; without those that begin behind the end. Undefined where there are none.
 */
export function chooseChapters(
  { chapters: tracks, media }: ShareView,
  acceptLanguage: string | null,
  captions: string | undefined,
): ChaptersShown | undefined {
  const sorted = [...tracks].sort((a, b) => (a.language < b.language ? -1 : 1));
  const track =
    inWishedLanguage(sorted, acceptLanguage) ?? sorted.find(({ language }) => language === captions) ?? sorted[0];
  const chapters = track?.chapters.filter(({ start }) => media.duration === null || start < media.duration * SECOND);
  return track && chapters && chapters.length > 0 ? { language: track.language, chapters } : undefined;
}

/** The chapter's beginning, in seconds, that an address names (`?t=`), for a page to start at without its script. */
export function chapterAsked(shown: ChaptersShown | undefined, moment: string | undefined): number | undefined {
  const asked = parseMoment(moment ?? null);
  const begins = shown?.chapters.some(({ start }) => chapterMoment(start / SECOND) === asked);
  return begins && asked !== 0 ? asked : undefined;
}
