import type { R2ObjectBody } from "@cloudflare/workers-types";
import type { RequestContext } from "../context.ts";
import { openShare } from "./gate.ts";
import { guardedStream } from "./guarded-stream.ts";
import type { ShareAsked } from "./share-asked.ts";

const LOOK_AGAIN_MS = 1_500;
const LOOK_WITHIN_MS = 900;
const RETRY_AFTER_MS = 300;

/** An object's bytes, for as long as the gate of its share stays open to whoever is being answered, and the share shows it. */
export function guardedObject(
  ctx: RequestContext,
  asked: ShareAsked,
  object: R2ObjectBody,
  length = object.size,
): ReadableStream<Uint8Array> {
  return guardedStream(object.body, length, {
    everyMs: LOOK_AGAIN_MS,
    answerWithinMs: LOOK_WITHIN_MS,
    retryAfterMs: RETRY_AFTER_MS,
    mayGoOn: async () => (await openShare({ ...ctx, now: Date.now() }, asked, { takesNoView: true })).allow,
  });
}
