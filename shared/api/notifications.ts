import * as v from "valibot";
import type { notification, notificationPage, toldComment, toldReview } from "./answers/notifications.ts";
import { idField, pageQuery } from "./fields.ts";

export const NOTIFICATION_TYPES = [
  "join_request.received",
  "join_request.approved",
  "join_request.denied",
  "invitation.received",
  "invitation.accepted",
  "membership.removed",
  "membership.suspended",
  "membership.role_changed",
  "seats.short",
  "access_request.received",
  "access_request.granted",
  "access_request.declined",
  "comment.received",
  "comment.replied",
  "comment.mentioned",
  "review.decided",
  "review.requested",
] as const;
export type NotificationType = (typeof NOTIFICATION_TYPES)[number];

const IDS_MAX = 200;

export const notificationQuery = v.strictObject({
  ...pageQuery,
  cursor: v.optional(v.pipe(v.string("Must be text."), v.regex(/^\d{1,15}$/, "Is not one of ours."))),
});

/** Without `ids`, all that there are. */
export const notificationsRead = v.optional(
  v.strictObject({
    ids: v.optional(
      v.pipe(
        v.array(idField("notification"), "Must be a list."),
        v.maxLength(IDS_MAX, `Must name at most ${IDS_MAX} notifications.`),
      ),
    ),
  }),
  {},
);

export type Notification = v.InferOutput<typeof notification>;

export type ToldComment = v.InferOutput<typeof toldComment>;

export type ToldReview = v.InferOutput<typeof toldReview>;

export type NotificationPage = v.InferOutput<typeof notificationPage>;
