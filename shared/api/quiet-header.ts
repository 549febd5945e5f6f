/**
 * Says on a stream of what happens for how many milliseconds at least nothing was said to this person when it began:
 * what they read since then is not to be read again.
 */
export const QUIET_HEADER = "Foyer-Quiet-Ms";
