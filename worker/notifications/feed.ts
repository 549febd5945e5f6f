import type { RequestContext } from "../context.ts";
import type { NotificationFeedStub } from "../env.ts";

/** What a stream is told: look for new notifications, the unread count has changed, or a membership has. */
export type FeedWord =
  | { kind: "notification" }
  | { kind: "unread" }
  | { kind: "membership"; workspaceId: string; membershipId: string };

/** Passes a word on to all open streams of people. Losing one loses nothing: what it is about is in the database. */
export async function passOn(ctx: RequestContext, userIds: Iterable<string>, word: FeedWord): Promise<void> {
  const text = JSON.stringify(word);
  await Promise.all([...new Set(userIds)].map((userId) => passTo(ctx, userId, text)));
}

/** A feed that fails keeps back neither the others nor the mails that follow. */
async function passTo(ctx: RequestContext, userId: string, text: string): Promise<void> {
  try {
    await feedOf(ctx, userId).pass(text);
  } catch (error) {
    console.log(JSON.stringify({ event: "feed.failed", user: userId, reason: String(error).slice(0, 200) }));
  }
}

export function feedOf(ctx: RequestContext, userId: string): NotificationFeedStub {
  return ctx.env.FEEDS.get(ctx.env.FEEDS.idFromName(userId)) as unknown as NotificationFeedStub;
}
