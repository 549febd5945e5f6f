import type { R2ObjectBody } from "@cloudflare/workers-types";
import { type Guard, whileAllowed } from "./while-allowed.ts";

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
  void whileAllowed(ended, guard, () => cut.abort(new Error("access was lost")));
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
