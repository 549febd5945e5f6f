/** So far into a chapter, in seconds, the way back leads to its own beginning. */
const BEGUN = 3;

/** The second that a link names for where a chapter begins, in seconds: never before it, where another is. */
export function chapterMoment(start: number): number {
  return Math.ceil(start);
}

/** Where the chapter before or after begins, of `starts` in their order; undefined where there is none. */
export function chapterBeside(starts: readonly number[], now: number, steps: 1 | -1): number | undefined {
  if (steps === 1) return starts.find((start) => start > now);
  return starts.findLast((start) => start < now - BEGUN) ?? starts[0];
}
