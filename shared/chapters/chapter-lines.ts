import { clockTime } from "../watch/moment.ts";
import { type Chapter, chapterTitle } from "./chapter.ts";

const SECOND = 1_000;
const LINE = /^(?:(\d{1,4}):)?(\d{1,3}):([0-5]\d)(?:\.(\d{1,3}))?[\s:–—-]+(\S.*)$/u;

/** Chapters as people write them below a video, one a line: `1:30 The first cut`. Else the first line that is none. */
export function readChapterLines(text: string): Chapter[] | { line: number } {
  const chapters: Chapter[] = [];
  for (const [at, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (line.trim() === "") continue;
    const chapter = readLine(line.trim());
    if (!chapter) return { line: at + 1 };
    chapters.push(chapter);
  }
  return chapters.sort((a, b) => a.start - b.start);
}

export function writeChapterLines(chapters: readonly Chapter[]): string {
  return chapters.map(({ start, title }) => `${clock(start)} ${title}`).join("\n");
}

function readLine(line: string): Chapter | undefined {
  const [, hours = "0", minutes, seconds, fraction = "", title = ""] = LINE.exec(line) ?? [];
  if (minutes === undefined || seconds === undefined) return undefined;
  const whole = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return { start: whole * SECOND + Number(fraction.padEnd(3, "0")), title: chapterTitle(title) };
}

function clock(start: number): string {
  const rest = start % SECOND;
  return `${clockTime(start / SECOND)}${rest === 0 ? "" : `.${String(rest).padStart(3, "0")}`}`;
}
