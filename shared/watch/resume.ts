/** What too short a watch has not begun, and what so near its end has ended. */
const BEGUN_SECONDS = 15;
const ENDED_SECONDS = 15;

/** Where to go on; undefined where it is better to begin at the beginning. */
export function resumeAt(kept: number | undefined, duration: number): number | undefined {
  if (kept === undefined || !Number.isFinite(kept) || !Number.isFinite(duration)) return undefined;
  return kept >= BEGUN_SECONDS && kept <= duration - ENDED_SECONDS ? kept : undefined;
}
