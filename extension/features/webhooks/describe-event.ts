import { type Delivery, TEST_EVENT, WEBHOOK_EVENTS, type WebhookEvent } from "../../../shared/api/webhooks.ts";
import { t } from "../../language.ts";

export const EVENT_GROUPS = ["members", "links", "opinions"] as const;
export type EventGroup = (typeof EVENT_GROUPS)[number];

const GROUP_OF: Record<WebhookEvent, EventGroup> = {
  "member.invited": "members",
  "member.requested": "members",
  "member.activated": "members",
  "member.role_changed": "members",
  "member.suspended": "members",
  "member.ended": "members",
  "video.published": "links",
  "share.changed": "links",
  "share.ended": "links",
  "comment.created": "opinions",
  "review.decided": "opinions",
};

/** What an endpoint may listen for, as people look for it. */
export function eventsOf(group: EventGroup): WebhookEvent[] {
  return WEBHOOK_EVENTS.filter((event) => GROUP_OF[event] === group);
}

export function describeEvent(event: Delivery["event"]): string {
  return event === TEST_EVENT ? t("ext.webhooks.event.test") : t(`ext.webhooks.event.${event}`);
}
