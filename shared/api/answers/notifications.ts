import * as v from "valibot";
import { NODE_KINDS } from "../../policy/access.ts";
import { END_REASONS } from "../../policy/membership.ts";
import { DECISIONS } from "../../policy/review-state.ts";
import { described, idField } from "../fields.ts";
import { NOTIFICATION_TYPES } from "../notifications.ts";
import { toldAccessRequest } from "./access-requests.ts";
import { count, moment, named, pageOf, urlText, withMore } from "./fields.ts";
import { member } from "./members.ts";

const unread = described(count, "How many are not read, of all there are.");

/** A comment as a notification tells it, while its reader may view what it is about. */
export const toldComment = named(
  "ToldComment",
  v.object({
    id: idField("comment"),
    nodeId: idField("node"),
    nodeKind: v.picklist(NODE_KINDS),
    title: described(v.string(), "Of what it is about."),
    author: described(v.string(), "What whoever said it calls themselves; empty where they never said."),
    body: v.string(),
    atSeconds: v.nullable(v.number()),
    url: described(v.nullable(urlText), "The comment on the Share Page; null where there is none with comments."),
  }),
);

/** A review as a notification tells it, while its reader may view what it is about. */
export const toldReview = named(
  "ToldReview",
  v.object({
    nodeId: idField("node"),
    nodeKind: v.picklist(NODE_KINDS),
    title: v.string(),
    reviewer: described(
      v.string(),
      "Who decided; empty where they never said their name, and of one that is asked for.",
    ),
    decision: described(v.nullable(v.picklist(DECISIONS)), "Null where it is asked for."),
    note: v.string(),
    url: described(v.nullable(urlText), "Its Share Page; null where there is none."),
  }),
);

/**
 * What a person is told of. `member` is the membership it is about as it stands now, while its reader may see it,
 * and so is `accessRequest`: acted on anywhere, it has changed here too.
 */
export const notification = named(
  "Notification",
  v.object({
    id: idField("notification"),
    type: v.picklist(NOTIFICATION_TYPES),
    workspaceId: v.nullable(idField("workspace")),
    membershipId: v.nullable(idField("membership")),
    createdAt: moment,
    readAt: v.nullable(moment),
    workspace: v.nullable(v.object({ id: idField("workspace"), name: v.string() })),
    member: described(
      v.nullable(withMore(member, { message: v.string(), endReason: v.nullable(v.picklist(END_REASONS)) })),
      "The membership it is about as it stands now, while its reader may see it.",
    ),
    accessRequest: described(v.nullable(toldAccessRequest), "The request it is about, in the same way."),
    comment: described(v.nullable(toldComment), "The comment it is about, in the same way."),
    review: described(v.nullable(toldReview), "The decision it is about, or that is asked for, in the same way."),
  }),
);

export const notificationPage = named("NotificationPage", withMore(pageOf(notification), { unread }));

export const unreadCount = named("UnreadCount", v.object({ unread }));
