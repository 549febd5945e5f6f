import type { DeliveryRow, SendQueue, WebhookRow } from "./send-queue.ts";

/** How many messages are tried again at a time, beside those that go out in sequence; a Worker may hold six connections. */
const RETRIED_AT_ONCE = 3;
/** What one run does before it begins anew: Cloudflare bounds the time and the calls of each. */
const RUN_MS = 5 * 60_000;
const RUN_SENDS = 200;

/** What a run works with. */
export type Drain = {
  /** What there is to send, without what is under way; at most so many to be tried again. */
  read(underWay: string[], slots: number): Promise<SendQueue>;
  /** Tries a message and writes down how it went. */
  send(webhook: WebhookRow, delivery: DeliveryRow): Promise<void>;
  /** From now on: whether someone said that there is more. */
  listen(): { told: Promise<void>; wasTold: () => boolean };
};

/**
 * Sends what is due: messages never tried one by one in sequence, beside them those to be tried again. Answers, in
 * milliseconds since the epoch, when there is something to do again; null for never, unless told.
 */
export async function drainQueue({ read, send, listen }: Drain): Promise<number | null> {
  const underWay = new Map<string, Promise<void>>();
  const endsAt = Date.now() + RUN_MS;
  try {
    for (let sent = 0; sent < RUN_SENDS && Date.now() < endsAt; ) {
      const { told, wasTold } = listen();
      // What is under way while the queue is read is not in it, and may be back in it by the time it was read.
      const sawAll = underWay.size === 0;
      const { webhook, fresh, due, nextAt } = await read([...underWay.keys()], RETRIED_AT_ONCE - underWay.size);
      for (const delivery of webhook ? due : []) {
        sent += 1;
        begin(underWay, delivery.id, send(webhook as WebhookRow, delivery));
      }
      if (webhook && fresh) {
        sent += 1;
        await send(webhook, fresh);
      } else if (underWay.size > 0) await Promise.race([told, ...underWay.values()]);
      else if (sawAll && !wasTold()) return nextAt;
    }
    return Date.now();
  } finally {
    await Promise.allSettled(underWay.values());
  }
}

function begin(underWay: Map<string, Promise<void>>, id: string, sending: Promise<void>): void {
  const landing = sending.then(() => {
    underWay.delete(id);
  });
  underWay.set(id, landing);
  // The run hears of its failure; nobody may be waiting for it yet.
  landing.catch(() => undefined);
}
