import type { R2ObjectBody } from "@cloudflare/workers-types";

export type Guard = {
  /** Whether whoever is being answered may still be. */
  mayGoOn(): Promise<boolean>;
  everyMs: number;
  /** How soon after a look that was not answered. */
  retryAfterMs: number;
  /** How long one look may take. */
  answerWithinMs: number;
};

/** What is sent one after the other, as one answer. */
export type Pieces = AsyncIterable<R2ObjectBody["body"]> | Iterable<R2ObjectBody["body"]>;

/**
 * Passes bytes through as they come, holding none back, and looks again and again whether they may still go on.
 * When not, or when a piece is missing, the response breaks off: a player sees a failed connection, never a video that
 * ended.
 */
export function guardedStream(pieces: Pieces, length: number, guard: Guard): ReadableStream<Uint8Array> {
  const { readable, writable } = new FixedLengthStream(length);
  const cut = new AbortController();
  const ended = passOn(pieces, writable, cut.signal).then(
    () => "ended" as const,
    () => "ended" as const,
  );
  void watch(ended, guard, () => cut.abort(new Error("access was lost")));
  return readable;
}

async function passOn(pieces: Pieces, writable: WritableStream<Uint8Array>, signal: AbortSignal): Promise<void> {
  try {
    for await (const piece of pieces) {
      signal.throwIfAborted();
      await (piece as unknown as ReadableStream<Uint8Array>).pipeTo(writable, { signal, preventClose: true });
    }
    // Fails where fewer bytes came than were promised.
    await writable.close();
  } catch (error) {
    await writable.abort(error);
  }
}

async function watch(ended: Promise<"ended">, guard: Guard, cut: () => void): Promise<void> {
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

/**
 * A look that takes longer counts as failed: the half second of the gate, the wait, two failed looks and the
 * shorter wait between still end within five seconds.
 */
async function answeredInTime(guard: Guard): Promise<boolean> {
  const answer = await Promise.race([guard.mayGoOn(), pause(guard.answerWithinMs)]);
  if (answer === "paused") throw new Error("the gate did not answer");
  return answer;
}

function pause(ms: number): Promise<"paused"> {
  return new Promise((resolve) => setTimeout(() => resolve("paused"), ms));
}
