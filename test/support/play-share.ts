import { get, type IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Call } from "./client.ts";
import { server } from "./server.ts";

/** Bytes of a clip to play: more than the sockets between here and there hold by themselves. */
export const LARGE = 40 * 1024 ** 2;

export type Playing = {
  /** Waits so long, then reads on as fast as it comes: what sockets still held, or everything. */
  outcomeAfter(ms: number): Promise<"cut" | "played to its end">;
};

/**
 * Begins to watch a clip of {@link LARGE} bytes, a little at a time, as a player does; `item` names it in a collection,
 * as a query.
 */
export async function playShare(slug: string, { token, headers }: Call = {}, item = ""): Promise<Playing> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = { ...headers, ...(token ? { Authorization: `Bearer ${token}` } : {}) };
    get(`${server.url}/s/${slug}/media${item}`, { headers: sent, agent: false }, resolve).on("error", reject);
  });
  if (response.statusCode !== 200) throw new Error(`Expected 200, got ${response.statusCode}`);
  let received = 0;
  let wait = 100;
  const reading = (async () => {
    try {
      for await (const chunk of response) {
        received += (chunk as Buffer).byteLength;
        if (wait > 0) await sleep(wait);
      }
    } catch {
      // A connection that breaks off is one way to be cut; `received` tells.
    }
  })();
  await sleep(300);
  return {
    outcomeAfter: async (ms) => {
      await sleep(ms);
      wait = 0;
      await reading;
      return received === LARGE ? "played to its end" : "cut";
    },
  };
}
