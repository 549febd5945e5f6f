import type { RequestContext } from "../context.ts";
import type { NotificationFeedStub } from "../env.ts";

/** Of what is said of one node: passes on the word that there is something to look at, to every open stream of it. */
export function liveFeedOf({ env }: Pick<RequestContext, "env">, nodeId: string): NotificationFeedStub {
  return env.FEEDS.get(env.FEEDS.idFromName(nodeId)) as unknown as NotificationFeedStub;
}

/** After the answer. Losing this word loses nothing: whoever looks next sees it. */
export function tellLive(ctx: RequestContext, nodeId: string): void {
  ctx.waitUntil(
    liveFeedOf(ctx, nodeId)
      .pass("comments")
      .catch((error: unknown) => {
        console.log(JSON.stringify({ event: "live.failed", node: nodeId, reason: String(error).slice(0, 200) }));
      }),
  );
}
