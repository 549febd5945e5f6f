import { Problem } from "../http/problem.ts";

/** How often others may be faster before a change gives up. */
const TRIES = 8;

/**
 * Judges and writes until it is written: undefined where what was judged a moment ago has changed. Judged again it says
 * how, or goes; 409 `invalid_state` where others were faster each time.
 */
export async function untilWritten<Written>(
  attempt: (tries: number) => Promise<Written | undefined>,
): Promise<Written> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const written = await attempt(tries);
    if (written !== undefined) return written;
  }
  throw new Problem("invalid_state", { logReason: "others were faster, again and again" });
}
