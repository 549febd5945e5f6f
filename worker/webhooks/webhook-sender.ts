import { DurableObject } from "cloudflare:workers";
import type { Bindings } from "../env.ts";
import { jobContext } from "../job-context.ts";
import { drainQueue } from "./drain-queue.ts";
import { messageOf } from "./event-data.ts";
import { postMessage, type TryOutcome } from "./post-message.ts";
import { type DeliveryRow, readQueue, settle, type WebhookRow } from "./send-queue.ts";
import { secretsInForce } from "./webhook-secret.ts";

const WEBHOOK_ID = "webhookId";

/**
 * Sends one endpoint's messages, one object an endpoint. Messages never tried go out one by one in sequence; one that
 * failed is tried again beside them when its time comes. What is to be sent is in the database: the object keeps only
 * whose it is and when to look again, and a message whose try was cut off is sent once more.
 */
export class WebhookSender extends DurableObject<Bindings> {
  /** While a run is on: says that there may be more. */
  private stir: (() => void) | undefined;

  async wake(webhookId: string): Promise<void> {
    if (this.stir) {
      this.stir();
      return;
    }
    await this.ctx.storage.put(WEBHOOK_ID, webhookId);
    // The runtime runs one alarm at a time, and one set meanwhile after it: nothing is sent twice at once.
    await this.ctx.storage.setAlarm(Date.now());
  }

  override async alarm(): Promise<void> {
    const webhookId = await this.ctx.storage.get<string>(WEBHOOK_ID);
    if (webhookId === undefined) return;
    const nextAt = await drainQueue({
      read: (underWay, slots) => readQueue(this.job(), webhookId, underWay, slots),
      send: (webhook, delivery) => this.tryOnce(webhook, delivery),
      listen: () => this.listen(),
    }).finally(() => {
      this.stir = undefined;
    });
    if (nextAt !== null) await this.ctx.storage.setAlarm(nextAt);
  }

  private async tryOnce(webhook: WebhookRow, delivery: DeliveryRow): Promise<void> {
    await settle(this.job(), webhook, delivery, await this.post(webhook, delivery));
  }

  private async post(webhook: WebhookRow, delivery: DeliveryRow): Promise<TryOutcome> {
    const { settings } = this.job();
    const now = Date.now();
    const secrets = await secretsInForce(settings, webhook, now).catch(() => undefined);
    if (!secrets) return { at: now, ms: 0, status: null, error: "secret_unreadable" };
    const network = this.env.WEBHOOK_NETWORK;
    const send: typeof fetch = (url, init) => (network ? network.fetch(url, init) : fetch(url, init));
    const message = messageOf(settings, webhook, delivery);
    return postMessage(send, { url: webhook.url, id: delivery.id, secrets, message });
  }

  private listen(): { told: Promise<void>; wasTold: () => boolean } {
    let stirred = false;
    const told = new Promise<void>((resolve) => {
      this.stir = () => {
        stirred = true;
        resolve();
      };
    });
    return { told, wasTold: () => stirred };
  }

  private job() {
    return jobContext(this.env, { waitUntil: (work) => this.ctx.waitUntil(work) });
  }
}
