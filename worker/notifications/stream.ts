import { QUIET_HEADER } from "../../shared/api/quiet-header.ts";
import { requireUser } from "../accounts/require-user.ts";
import type { RequestContext } from "../context.ts";
import type { FeedSocket } from "../env.ts";
import { type FeedWord, feedOf } from "./feed.ts";
import { EVENT_HEADERS, FeedStream, joinFeed } from "./feed-stream.ts";
import { MISSED_MAX, readPosition, readSince, readStanding } from "./read-notifications.ts";

/**
 * Notifications as they come (server-sent events, HTML Living Standard, section 9.2): `notification` with its sequence
 * number as the event's id, `unread` with the count, `membership` where someone asked, came or went. What was missed
 * since `Last-Event-ID` comes first.
 */
export async function streamNotifications(ctx: RequestContext, lastEventId: string | undefined): Promise<Response> {
  const { user } = await requireUser(ctx);
  // First the feed, then what was missed: nothing falls between the two.
  const { socket, quietMs } = await joinFeed(feedOf(ctx, user.id));
  const position = await readPosition(ctx);
  const given = /^\d{1,15}$/.test(lastEventId ?? "") ? Number(lastEventId) : undefined;
  const stream = new NotificationStream(ctx, socket, given ?? position?.sequence ?? 0);
  return new Response(stream.open(), { headers: { ...EVENT_HEADERS, [QUIET_HEADER]: quietMs } });
}

class NotificationStream {
  /** One thing after the other, so that nothing is sent twice or out of order. */
  private turn: Promise<void> = Promise.resolve();

  private readonly ctx: RequestContext;
  private readonly stream: FeedStream;
  private sequence: number;

  constructor(ctx: RequestContext, socket: FeedSocket, sequence: number) {
    this.ctx = ctx;
    this.stream = new FeedStream(socket);
    this.sequence = sequence;
  }

  open(): ReadableStream<Uint8Array> {
    return this.stream.open({
      begin: () => {
        this.next(() => this.sendMissed());
        this.next(() => this.sendUnread());
      },
      hear: (word) => this.next(() => this.hear(JSON.parse(word))),
      // A session that ended is noticed here, where nothing else happens.
      beat: () => this.next(() => this.keepUp()),
    });
  }

  private next(work: () => Promise<void>): void {
    this.turn = this.turn.then(work).catch((error: unknown) => {
      console.log(JSON.stringify({ event: "stream.failed", reason: String(error) }));
      this.stream.end();
    });
  }

  private async hear(word: FeedWord): Promise<void> {
    switch (word.kind) {
      case "notification":
        await this.sendMissed();
        return this.sendUnread();
      case "unread":
        return this.sendUnread();
      case "membership": {
        const { workspaceId, membershipId } = word;
        const standing = await readStanding(this.ctx, workspaceId);
        if (!standing) return this.stream.end();
        if (standing.isTold) this.stream.send("membership", { workspaceId, membershipId });
      }
    }
  }

  private async sendMissed(): Promise<void> {
    for (let missed = await readSince(this.ctx, this.sequence); missed.length > 0 && this.stream.isOpen; ) {
      for (const { sequence, notification } of missed) {
        this.sequence = sequence;
        this.stream.send("notification", notification, sequence);
      }
      missed = missed.length < MISSED_MAX ? [] : await readSince(this.ctx, this.sequence);
    }
  }

  private async sendUnread(): Promise<void> {
    const position = await this.stillSignedIn();
    if (position) this.stream.send("unread", { unread: position.unread });
  }

  private async stillSignedIn() {
    const position = await readPosition(this.ctx);
    if (!position) this.stream.end();
    return position;
  }

  private async keepUp(): Promise<void> {
    if (await this.stillSignedIn()) this.stream.remark();
  }
}
