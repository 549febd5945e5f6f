import { notificationPage, unreadCount } from "../../shared/api/answers/notifications.ts";
import { QUIET_HEADER } from "../../shared/api/quiet-header.ts";
import type { Reference } from "../http/reference.ts";
import type { notificationRoutes } from "./routes.ts";

export const notificationReference: Reference<typeof notificationRoutes> = {
  tag: "Notifications",
  about: "What a person is told of, in every workspace of theirs.",
  routes: {
    "GET /notifications": {
      id: "listNotifications",
      summary: "List my notifications",
      description: "The newest first. Each tells what it is about as that stands now.",
      answers: { 200: notificationPage },
    },
    "POST /notifications/read": {
      id: "markRead",
      summary: "Mark notifications as read",
      description: "Those named by `ids`, else all.",
      answers: { 200: unreadCount },
    },
    "GET /notifications/stream": {
      id: "streamNotifications",
      summary: "Follow my notifications",
      description:
        "Server-sent events: `notification`, with its number as the event's id, `unread` with the count, and `membership` where someone asked, came or went. What was missed since `Last-Event-ID` comes first. A stream ends after ten minutes; clients go on with a new one.",
      answers: { 200: "text/event-stream" },
      tells: {
        [QUIET_HEADER]:
          "For how many milliseconds nothing was said to me: what I read since then need not be read again.",
      },
      headers: { "Last-Event-ID": { description: "The id of the last event that arrived.", example: "1204" } },
    },
  },
};
