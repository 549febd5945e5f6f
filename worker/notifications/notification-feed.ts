import { DurableObject } from "cloudflare:workers";
import type { WebSocket as RuntimeSocket } from "@cloudflare/workers-types";
import { QUIET_HEADER } from "../../shared/api/quiet-header.ts";
import type { Bindings } from "../env.ts";

declare const WebSocketPair: new () => { 0: RuntimeSocket; 1: RuntimeSocket };

/** Until when something counts as said just now, in milliseconds since the epoch. */
const SAID_UNTIL = "saidUntil";
/** Of a burst of words one is written down. */
const NOTED_FOR_MS = 1_000;

/**
 * One person's open streams, one object a person. It sleeps while nothing happens (the sockets hibernate) and passes
 * on the word that there is something to look at; what that is, each stream reads for itself. It remembers when it last
 * had a word to pass on, and no more.
 */
export class NotificationFeed extends DurableObject<Bindings> {
  /** As far as it is known since it woke. */
  private saidUntil = 0;

  // The runtime's own Request and Response types are stricter than the web's; they are the same objects.
  override async fetch(): Promise<never> {
    const saidUntil = (await this.ctx.storage.get<number>(SAID_UNTIL)) ?? 0;
    const { 0: client, 1: server } = new WebSocketPair();
    // From here on it hears every word: what was said before is older than this.
    this.ctx.acceptWebSocket(server);
    const headers = { [QUIET_HEADER]: String(Math.max(0, Date.now() - saidUntil)) };
    return new Response(null, { status: 101, headers, webSocket: client } as unknown as ResponseInit) as never;
  }

  pass(word: string): void {
    for (const socket of this.ctx.getWebSockets()) {
      try {
        socket.send(word);
      } catch {
        // Closing: whoever was there reconnects, and reads what was missed.
      }
    }
    this.note(Date.now());
  }

  /** Last, for what is sent after a write waits for it. */
  private note(now: number): void {
    if (now < this.saidUntil) return;
    this.saidUntil = now + NOTED_FOR_MS;
    void this.ctx.storage.put(SAID_UNTIL, this.saidUntil);
  }

  override webSocketClose(socket: RuntimeSocket): void {
    socket.close();
  }
}
