import { RATE_LIMITS } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import { chargeLimits } from "../limits/charge-limits.ts";
import { EVENT_HEADERS, FeedStream, joinFeed } from "../notifications/feed-stream.ts";
import { openShare } from "../shares/gate.ts";
import type { ShareAsked } from "../shares/share-asked.ts";
import { GUARD_TIMES, whileAllowed } from "../shares/while-allowed.ts";
import { liveFeedOf } from "./live-feed.ts";
import { requireSpoken } from "./share-comments.ts";

/** How often it tells that something was said, at most. */
const TELL_EVERY_MS = 1_500;

const HEADERS = { ...EVENT_HEADERS, Vary: "Cookie" };

/**
 * Tells whoever looks at a share that something was said, changed or deleted (server-sent events: `comments`), and not what:
 * that each reads through the gate. It ends within seconds of their losing access.
 */
export async function streamLive(ctx: RequestContext, asked: ShareAsked): Promise<Response> {
  const view = await requireSpoken(ctx, asked);
  if (ctx.looksAhead) return new Response(null, { headers: HEADERS });
  await chargeLimits(ctx, `network:${ctx.network}`, [
    { name: `live:${view.share.id}`, ...RATE_LIMITS.streamsPerNetworkAndShare },
  ]);
  const { socket } = await joinFeed(liveFeedOf(ctx, view.node.id));
  const stream = new FeedStream(socket);
  const body = stream.open({
    begin: () => stream.remark(),
    hear: seldom(() => stream.send("comments", {}), stream.ended),
    beat: () => stream.remark(),
  });
  const mayGoOn = () => mayListen(ctx, asked);
  void whileAllowed(stream.ended, { ...GUARD_TIMES, mayGoOn }, () => stream.end());
  return new Response(body, { headers: HEADERS });
}

async function mayListen(ctx: RequestContext, asked: ShareAsked): Promise<boolean> {
  const answer = await openShare({ ...ctx, now: Date.now() }, asked, { takesNoView: true });
  return answer.allow && !answer.onlyLooks && answer.view.kind === "item" && answer.view.speaking !== undefined;
}

/** At once, or a little later where it has just told: a flood of words is one. */
function seldom(tell: () => void, ended: Promise<unknown>): () => void {
  let toldAt = 0;
  let later: ReturnType<typeof setTimeout> | undefined;
  void ended.then(() => clearTimeout(later));
  const tellNow = () => {
    later = undefined;
    toldAt = Date.now();
    tell();
  };
  return () => {
    later ??= setTimeout(tellNow, Math.max(0, toldAt + TELL_EVERY_MS - Date.now()));
  };
}
