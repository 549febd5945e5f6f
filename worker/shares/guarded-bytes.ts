import type { RequestContext } from "../context.ts";
import { type GateAnswer, openShare } from "./gate.ts";
import { guardedStream, type Pieces } from "./guarded-stream.ts";
import type { ShareAsked } from "./share-asked.ts";
import type { ShareView } from "./share-view.ts";
import { GUARD_TIMES } from "./while-allowed.ts";

type View = Extract<GateAnswer, { onlyLooks: false }>["view"];

/**
 * Whether a share shows what it did: whoever is being sent an upload that another takes the place of gets all of it, unless
 * the share is set to show a certain one, which is another.
 */
export function showsStill({ media }: ShareView): (view: View) => boolean {
  return (view) =>
    view.kind === "item" && (view.share.pinnedVersion === null || view.share.pinnedVersion === media.version);
}

/**
 * Stored bytes, for as long as the gate of their share stays open to whoever is being answered, and the share shows them;
 * to some, only while they are also who they were.
 */
export function guardedBytes(
  ctx: RequestContext,
  asked: ShareAsked,
  pieces: Pieces,
  length: number,
  stillFor: (view: View) => boolean,
): ReadableStream<Uint8Array> {
  return guardedStream(pieces, length, {
    ...GUARD_TIMES,
    mayGoOn: async () => {
      const answer = await openShare({ ...ctx, now: Date.now() }, asked, { takesNoView: true });
      return answer.allow && (answer.onlyLooks || stillFor(answer.view));
    },
  });
}
