import { CHAPTER_TITLE_MAX } from "../limits.ts";
import type { Cue } from "../webvtt/cue.ts";
import { escapeText, visibleText } from "../webvtt/cue-text.ts";

/** Where a part begins, in whole milliseconds, and what it is called, on one line. It goes on until the next begins. */
export type Chapter = { start: number; title: string };

/** The chapters that the cues of a file name (WebVTT, section 4.6.2); when a cue ends says nothing of its chapter. */
export function chaptersOf(cues: readonly Cue[]): Chapter[] {
  return cues.map(({ start, text }) => ({ start, title: chapterTitle(visibleText(text)) }));
}

/** As cues, each until the next; the last goes on to `end`, in milliseconds, where that is known and behind it. */
export function cuesOf(chapters: readonly Chapter[], end: number | null): Cue[] {
  return chapters.map(({ start, title }, at) => {
    const until = chapters.slice(at + 1).find((later) => later.start > start)?.start ?? end ?? 0;
    return { start, end: Math.max(until, start + 1), settings: {}, text: escapeText(title) };
  });
}

/** On one line, and no longer than a list has room for. */
export function chapterTitle(text: string): string {
  const characters = [...text.replace(/[\s\p{Cc}]+/gu, " ").trim()];
  if (characters.length <= CHAPTER_TITLE_MAX) return characters.join("");
  return `${characters.slice(0, CHAPTER_TITLE_MAX - 1).join("")}…`;
}
