import * as v from "valibot";
import type { EndReason } from "../policy/membership.ts";
import type { ToldAccessRequest } from "./access-requests.ts";
import { idField, pageQuery } from "./fields.ts";
import type { Member } from "./members.ts";

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

/**
 * What a person is told of. `member` is the membership it is about as it stands now, while its reader may see it,
 * and so is `accessRequest`: acted on anywhere, it has changed here too.
 */
export type Notification = {
  id: string;
  type: NotificationType;
  workspaceId: string | null;
  membershipId: string | null;
  createdAt: string;
  readAt: string | null;
  workspace: { id: string; name: string } | null;
  member: (Member & { message: string; endReason: EndReason | null }) | null;
  accessRequest: ToldAccessRequest | null;
};

export type NotificationPage = { items: Notification[]; nextCursor: string | null; unread: number };
