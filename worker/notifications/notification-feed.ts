import { DurableObject } from "cloudflare:workers";
import type { WebSocket as RuntimeSocket } from "@cloudflare/workers-types";
import type { Bindings } from "../env.ts";

declare const WebSocketPair: new () => { 0: RuntimeSocket; 1: RuntimeSocket };

/**
 * One person's open streams, one object a person. It sleeps while nothing happens (the sockets hibernate) and passes
 * on the word that there is something to look at; what that is, each stream reads for itself.
 */
export class NotificationFeed extends DurableObject<Bindings> {
  // The runtime's own Request and Response types are stricter than the web's; they are the same objects.
  override async fetch(): Promise<never> {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    return new Response(null, { status: 101, webSocket: client } as unknown as ResponseInit) as never;
  }

  pass(word: string): void {
    for (const socket of this.ctx.getWebSockets()) {
      try {
        socket.send(word);
      } catch {
        // Closing: whoever was there reconnects, and reads what was missed.
      }
    }
  }

  override webSocketClose(socket: RuntimeSocket): void {
    socket.close();
  }
}
