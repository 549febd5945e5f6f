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
  await Promise.all([...new Set(userIds)].map((userId) => feedOf(ctx, userId).pass(text)));
}

export function feedOf(ctx: RequestContext, userId: string): NotificationFeedStub {
  return ctx.env.FEEDS.get(ctx.env.FEEDS.idFromName(userId)) as unknown as NotificationFeedStub;
}
