import * as v from "valibot";
import { described, idField } from "../fields.ts";
import { DELIVERY_STATUSES, TEST_EVENT, WEBHOOK_EVENTS } from "../webhooks.ts";
import { count, moment, named, pageOf, urlText, withMore } from "./fields.ts";

export const webhook = named(
  "Webhook",
  v.object({
    id: idField("webhook"),
    url: urlText,
    events: v.array(v.picklist(WEBHOOK_EVENTS)),
    enabled: v.boolean(),
    disabledReason: described(v.nullable(v.picklist(["gone"])), "`gone`: it was turned off because it answered 410."),
    createdAt: moment,
    previousSecretUntil: described(
      v.nullable(moment),
      "Until then messages are signed with the secret before the newest as well.",
    ),
  }),
);

export const webhookPage = named("WebhookPage", pageOf(webhook));

export const madeWebhook = named(
  "MadeWebhook",
  withMore(webhook, { secret: described(v.string(), "What messages are signed with, said this once.") }),
);

export const attempt = named(
  "Attempt",
  v.object({
    at: moment,
    status: described(v.nullable(v.pipe(v.number(), v.integer())), "The status answered; null where nothing was."),
    error: described(
      v.nullable(v.picklist(["timeout", "unreachable", "secret_unreadable"])),
      "Why nothing was answered: too late, no connection (or to an address that is not allowed), no secret to sign with.",
    ),
    ms: described(v.number(), "How long it took."),
  }),
);

export const delivery = named(
  "Delivery",
  v.object({
    id: described(v.string(), "The `webhook-id` it is sent under."),
    event: v.picklist([...WEBHOOK_EVENTS, TEST_EVENT]),
    sequence: described(count, "Rises by one with each message of an endpoint."),
    status: v.picklist(DELIVERY_STATUSES),
    tries: described(count, "How often it was tried."),
    lastStatus: v.nullable(v.pipe(v.number(), v.integer())),
    nextAt: described(v.nullable(moment), "When it is tried next, while `pending`."),
    createdAt: moment,
    attempts: described(v.array(attempt), "Each try, the newest first."),
  }),
);

export const deliveryPage = named("DeliveryPage", pageOf(delivery));
