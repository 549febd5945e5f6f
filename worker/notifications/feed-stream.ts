import { QUIET_HEADER } from "../../shared/api/quiet-header.ts";
import type { FeedSocket, NotificationFeedStub } from "../env.ts";

/** Often enough for proxies that close what is silent. */
const BEAT_EVERY_MS = 15_000;
/** A stream ends by itself; browsers come back. */
const LONGEST_MS = 10 * 60_000;

/** Of server-sent events (HTML Living Standard, section 9.2). */
export const EVENT_HEADERS = {
  "Content-Type": "text/event-stream",
  "Cache-Control": "private, no-store",
  "X-Accel-Buffering": "no",
};

/** Joins a feed; what it passes on from now on comes by the socket. `quietMs` says for how long it had nothing to. */
export async function joinFeed(feed: NotificationFeedStub): Promise<{ socket: FeedSocket; quietMs: string }> {
  const { webSocket, headers } = await feed.fetch("https://feed/", { headers: { Upgrade: "websocket" } });
  if (!webSocket) throw new Error("the feed answered without a socket");
  return { socket: webSocket, quietMs: headers.get(QUIET_HEADER) ?? "0" };
}

type Listener = {
  begin(): void;
  hear(word: string): void;
  /** Every so often, while nothing else need happen. */
  beat(): void;
};

/** One answer of server-sent events, which lives as long as its socket, ten minutes at most, and no longer than who reads it. */
export class FeedStream {
  readonly ended: Promise<"ended">;
  private readonly encoder = new TextEncoder();
  private readonly endsAt = Date.now() + LONGEST_MS;
  private readonly socket: FeedSocket;
  private controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  private clock: ReturnType<typeof setInterval> | undefined;
  private sayEnded: () => void = () => undefined;

  constructor(socket: FeedSocket) {
    this.socket = socket;
    this.ended = new Promise((resolve) => {
      this.sayEnded = () => resolve("ended");
    });
  }

  open(listener: Listener): ReadableStream<Uint8Array> {
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.controller = controller;
        this.socket.accept();
        this.socket.addEventListener("message", ({ data }) => listener.hear(String(data)));
        this.socket.addEventListener("close", () => this.end());
        this.clock = setInterval(() => (Date.now() > this.endsAt ? this.end() : listener.beat()), BEAT_EVERY_MS);
        listener.begin();
      },
      cancel: () => this.end(),
    });
  }

  get isOpen(): boolean {
    return this.controller !== undefined;
  }

  send(event: string, data: unknown, id?: number): void {
    this.write(`${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Says nothing, which proxies hear. */
  remark(): void {
    this.write(": still here\n\n");
  }

  end(): void {
    clearInterval(this.clock);
    this.sayEnded();
    const { controller } = this;
    this.controller = undefined;
    try {
      this.socket.close();
      controller?.close();
    } catch {
      // Whichever side went first has closed it already.
    }
  }

  private write(text: string): void {
    this.controller?.enqueue(this.encoder.encode(text));
  }
}
