export type Guard = {
  /** Whether whoever is being answered may still be. */
  mayGoOn(): Promise<boolean>;
  everyMs: number;
  /** How soon after a look that was not answered. */
  retryAfterMs: number;
  /** How long one look may take. */
  answerWithinMs: number;
};

/** The half second of the gate, the wait, two failed looks and the shorter wait between end within five seconds. */
export const GUARD_TIMES = { everyMs: 1_500, answerWithinMs: 900, retryAfterMs: 300 };

/** Looks again and again, until an answer has ended, whether it may still go on, and cuts it where not. */
export async function whileAllowed(ended: Promise<"ended">, guard: Guard, cut: () => void): Promise<void> {
  let unanswered = 0;
  while ((await Promise.race([ended, pause(unanswered === 0 ? guard.everyMs : guard.retryAfterMs)])) !== "ended") {
    try {
      if (!(await answeredInTime(guard))) return cut();
      unanswered = 0;
    } catch {
      // One failed look may be the network's; a gate that does not answer twice is shut.
      unanswered += 1;
      if (unanswered > 1) return cut();
    }
  }
}

/** A look that takes longer counts as failed. */
async function answeredInTime(guard: Guard): Promise<boolean> {
  const answer = await Promise.race([guard.mayGoOn(), pause(guard.answerWithinMs)]);
  if (answer === "paused") throw new Error("the gate did not answer");
  return answer;
}

function pause(ms: number): Promise<"paused"> {
  return new Promise((resolve) => setTimeout(() => resolve("paused"), ms));
}
