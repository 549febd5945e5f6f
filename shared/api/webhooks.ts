import * as v from "valibot";
import { WEBHOOK_URL_MAX } from "../limits.ts";
import type { commentData, memberData, reviewData, shareData } from "./answers/webhook-messages.ts";
import type { attempt, delivery, deliveryPage, madeWebhook, webhook } from "./answers/webhooks.ts";
import { pageQuery } from "./fields.ts";

/** What an endpoint may listen for. */
export const WEBHOOK_EVENTS = [
  "member.invited",
  "member.requested",
  "member.activated",
  "member.role_changed",
  "member.suspended",
  "member.ended",
  "video.published",
  "share.changed",
  "share.ended",
  "comment.created",
  "review.decided",
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** Sent by hand, to whatever endpoint, whatever it listens for. */
export const TEST_EVENT = "webhook.test";

/** No fragment, which no request carries, and no name and password, which `fetch` refuses. */
const urlField = v.pipe(
  v.string("Must be text."),
  v.maxLength(WEBHOOK_URL_MAX, `Must be at most ${WEBHOOK_URL_MAX} characters.`),
  v.check((text) => URL.canParse(text), "Must be a URL such as https://crm.example.com/hooks."),
  v.transform((text) => new URL(text)),
  v.check(({ protocol }) => protocol === "https:" || protocol === "http:", "Must be an https URL."),
  v.check(({ username, password }) => username === "" && password === "", "Must not carry a name or password."),
  v.check(({ hash }) => hash === "", "Must not carry a fragment."),
  v.transform((url) => url.href),
);

const eventsField = v.pipe(
  v.array(v.picklist(WEBHOOK_EVENTS, `Must be one of ${WEBHOOK_EVENTS.join(", ")}.`), "Must be a list."),
  v.minLength(1, "Must name one event at least."),
  v.transform((events) => WEBHOOK_EVENTS.filter((event) => events.includes(event))),
);

export const newWebhook = v.strictObject({ url: urlField, events: eventsField });

export const webhookChange = v.pipe(
  v.strictObject({
    url: v.optional(urlField),
    events: v.optional(eventsField),
    enabled: v.optional(v.boolean("Must be true or false.")),
  }),
  v.check((change) => Object.values(change).some((value) => value !== undefined), "Must name something to change."),
);

export type Webhook = v.InferOutput<typeof webhook>;

export type MadeWebhook = v.InferOutput<typeof madeWebhook>;

export const DELIVERY_STATUSES = ["pending", "delivered", "failed"] as const;

/** The cursor is the sequence of the page before's last. */
export const deliveryQuery = v.strictObject({
  ...pageQuery,
  cursor: v.optional(v.pipe(v.string("Must be text."), v.regex(/^\d{1,15}$/, "Is not one of ours."))),
  status: v.optional(v.picklist(DELIVERY_STATUSES, `Must be one of ${DELIVERY_STATUSES.join(", ")}.`)),
});

export type Attempt = v.InferOutput<typeof attempt>;

export type TryError = NonNullable<Attempt["error"]>;

export type Delivery = v.InferOutput<typeof delivery>;

export type DeliveryPage = v.InferOutput<typeof deliveryPage>;

/** What is sent: `timestamp` when it happened (ISO 8601), `sequence` rising by one with each message of an endpoint. */
export type WebhookMessage = {
  type: Delivery["event"];
  timestamp: string;
  sequence: number;
  data: MemberData | ShareData | CommentData | ReviewData | Record<string, unknown>;
};

export type MemberData = v.InferOutput<typeof memberData>;

export type ShareData = v.InferOutput<typeof shareData>;

export type CommentData = v.InferOutput<typeof commentData>;

export type ReviewData = v.InferOutput<typeof reviewData>;
