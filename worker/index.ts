import type { MessageBatch } from "@cloudflare/workers-types";
import { app } from "./app.ts";
import type { Bindings, OutboxKick } from "./env.ts";
import { jobContext } from "./job-context.ts";
import { deliverOutbox } from "./outbox/deliver.ts";
import { runSweep } from "./sweep.ts";

export { RateLimiter } from "./limits/rate-limiter.ts";
export { NotificationFeed } from "./notifications/notification-feed.ts";
export { PasswordHasher } from "./passwords/password-hasher.ts";
export { MediaUpload } from "./uploads/media-upload.ts";
export { WebhookSender } from "./webhooks/webhook-sender.ts";

type Background = { waitUntil(work: Promise<unknown>): void };

export default {
  fetch: app.fetch,

  /** A kick: something is due in the outbox. Which kick it was does not matter. */
  async queue(_: MessageBatch<OutboxKick>, env: Bindings, background: Background): Promise<void> {
    await deliverOutbox(jobContext(env, background));
  },

  /** Once a minute: what no request is there to do. */
  async scheduled(_: unknown, env: Bindings, background: Background): Promise<void> {
    await runSweep(jobContext(env, background));
  },
};
