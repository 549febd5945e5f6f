import type { RequestContext } from "../context.ts";
import { openShare } from "./gate.ts";
import { guardedStream, type Pieces } from "./guarded-stream.ts";
import type { ShareAsked } from "./share-asked.ts";

const LOOK_AGAIN_MS = 1_500;
const LOOK_WITHIN_MS = 900;
const RETRY_AFTER_MS = 300;

/** Stored bytes, for as long as the gate of their share stays open to whoever is being answered, and the share shows them. */
export function guardedBytes(
  ctx: RequestContext,
  asked: ShareAsked,
  pieces: Pieces,
  length: number,
): ReadableStream<Uint8Array> {
  return guardedStream(pieces, length, {
    everyMs: LOOK_AGAIN_MS,
    answerWithinMs: LOOK_WITHIN_MS,
    retryAfterMs: RETRY_AFTER_MS,
    mayGoOn: async () => (await openShare({ ...ctx, now: Date.now() }, asked, { takesNoView: true })).allow,
  });
}
