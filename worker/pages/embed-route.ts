import type { RequestContext } from "../context.ts";
import { asStranger } from "../shares/as-stranger.ts";
import { mayBeFramed } from "../shares/for-anyone.ts";
import { openShare, type Refused } from "../shares/gate.ts";
import { noteOpened } from "../shares/note-opened.ts";
import type { ShareAsked } from "../shares/share-asked.ts";
import type { Closed } from "./closed-share-page.tsx";
import { embedCard, embedClosed } from "./embed-card.tsx";
import { embedPage } from "./embed-page.tsx";

/**
 * What frames on other sites show of a share, to everyone alike: the player of one thing that may be framed, and of
 * all else that is there a card that leads to its page and tells nothing of it. See `docs/decisions/0019-frames.md`.
 */
export async function answerEmbed(ctx: RequestContext, asked: ShareAsked, { headers }: Request): Promise<Response> {
  const answer = await openShare(asStranger(ctx), asked);
  if (!answer.allow) {
    ctx.log.reason = answer.reason;
    const why = closedFor(answer.reason);
    return why === undefined ? embedCard(ctx, asked) : embedClosed(ctx, { why });
  }
  if (answer.onlyLooks) return embedCard(ctx, asked);
  const { view } = answer;
  if (view.kind === "collection" || !mayBeFramed(view)) return embedCard(ctx, asked);
  noteOpened(ctx, view.share);
  return embedPage(ctx, view, headers);
}

/** Why there is nothing to see for anyone; undefined where some are let in, on the share's own page. */
function closedFor(reason: Refused["reason"]): Exclude<Closed["why"], "forbidden"> | undefined {
  switch (reason) {
    case "unknown":
      return "not_found";
    case "ended":
      return "gone";
    case "expired":
    case "policy":
    case "used_up":
      return reason;
    case "sign_in":
    case "locked":
    case "not_member":
    case "no_level":
      return undefined;
  }
}
