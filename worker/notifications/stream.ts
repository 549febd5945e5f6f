import { requireUser } from "../accounts/require-user.ts";
import type { RequestContext } from "../context.ts";
import type { FeedSocket } from "../env.ts";
import { type FeedWord, feedOf } from "./feed.ts";
import { MISSED_MAX, readPosition, readSince } from "./read-notifications.ts";

/** Often enough for proxies that close what is silent, and how soon a session that ended is noticed. */
const BEAT_EVERY_MS = 15_000;
/** A stream ends by itself; clients go on from their `Last-Event-ID`. */
const LONGEST_MS = 10 * 60_000;

/**
 * Notifications as they come (server-sent events, HTML Living Standard, section 9.2): `notification` with its sequence
 * number as the event's id, `unread` with the count, `membership` where someone asked, came or went. What was missed
 * since `Last-Event-ID` comes first.
 */
export async function streamNotifications(ctx: RequestContext, lastEventId: string | undefined): Promise<Response> {
  const { user } = await requireUser(ctx);
  // First the feed, then what was missed: nothing falls between the two.
  const answer = await feedOf(ctx, user.id).fetch("https://feed/", { headers: { Upgrade: "websocket" } });
  const socket = answer.webSocket;
  if (!socket) throw new Error("the feed answered without a socket");
  const position = await readPosition(ctx);
  const given = /^\d{1,15}$/.test(lastEventId ?? "") ? Number(lastEventId) : undefined;
  const stream = new NotificationStream(ctx, socket, given ?? position?.sequence ?? 0);
  return new Response(stream.open(), {
    headers: { "Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no" },
  });
}

class NotificationStream {
  private readonly encoder = new TextEncoder();
  private controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  private beat: ReturnType<typeof setInterval> | undefined;
  private readonly endsAt = Date.now() + LONGEST_MS;
  /** One thing after the other, so that nothing is sent twice or out of order. */
  private turn: Promise<void> = Promise.resolve();

  private readonly ctx: RequestContext;
  private readonly socket: FeedSocket;
  private sequence: number;

  constructor(ctx: RequestContext, socket: FeedSocket, sequence: number) {
    this.ctx = ctx;
    this.socket = socket;
    this.sequence = sequence;
  }

  open(): ReadableStream<Uint8Array> {
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.controller = controller;
        this.socket.accept();
        this.socket.addEventListener("message", ({ data }) => this.next(() => this.hear(JSON.parse(String(data)))));
        this.socket.addEventListener("close", () => this.end());
        this.beat = setInterval(() => this.next(() => this.keepUp()), BEAT_EVERY_MS);
        this.next(() => this.sendMissed());
        this.next(() => this.sendUnread());
      },
      cancel: () => this.end(),
    });
  }

  private next(work: () => Promise<void>): void {
    this.turn = this.turn.then(work).catch((error: unknown) => {
      console.log(JSON.stringify({ event: "stream.failed", reason: String(error) }));
      this.end();
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
        if (!(await this.stillSignedIn())) return;
        const { workspaceId, membershipId } = word;
        this.send("membership", { workspaceId, membershipId });
      }
    }
  }

  private async sendMissed(): Promise<void> {
    for (let missed = await readSince(this.ctx, this.sequence); missed.length > 0 && this.controller; ) {
      for (const { sequence, notification } of missed) {
        this.sequence = sequence;
        this.send("notification", notification, sequence);
      }
      missed = missed.length < MISSED_MAX ? [] : await readSince(this.ctx, this.sequence);
    }
  }

  private async sendUnread(): Promise<void> {
    const position = await this.stillSignedIn();
    if (position) this.send("unread", { unread: position.unread });
  }

  private async stillSignedIn() {
    const position = await readPosition(this.ctx);
    if (!position) this.end();
    return position;
  }

  private async keepUp(): Promise<void> {
    if (Date.now() > this.endsAt) return this.end();
    if (await this.stillSignedIn()) this.write(": still here\n\n");
  }

  private send(event: string, data: unknown, id?: number): void {
    this.write(`${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  private write(text: string): void {
    this.controller?.enqueue(this.encoder.encode(text));
  }

  private end(): void {
    clearInterval(this.beat);
    const { controller } = this;
    this.controller = undefined;
    try {
      this.socket.close();
      controller?.close();
    } catch {
      // Whichever side went first has closed it already.
    }
  }
}
