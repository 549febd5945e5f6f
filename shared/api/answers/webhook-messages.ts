import * as v from "valibot";
import { NODE_KINDS } from "../../policy/access.ts";
import { END_REASONS, STATUSES } from "../../policy/membership.ts";
import { DECISIONS } from "../../policy/review-state.ts";
import { VISIBILITIES } from "../../policy/share-access.ts";
import { described, idField, roleField } from "../fields.ts";
import type { TEST_EVENT, WebhookEvent } from "../webhooks.ts";
import { count, moment, named } from "./fields.ts";

/** A member as they were at the event. */
export const memberData = named(
  "MemberData",
  v.object({
    id: idField("membership"),
    workspaceId: idField("workspace"),
    email: described(
      v.nullable(v.string()),
      "Null of people who were never active, where whoever set the endpoint's address may not see who waits.",
    ),
    name: described(v.nullable(v.string()), "Null where `email` is, and of people who have no account yet."),
    role: roleField,
    status: v.picklist(STATUSES),
    endReason: described(v.nullable(v.picklist(END_REASONS)), "Of an ended one."),
    invitedAt: v.nullable(moment),
    requestedAt: v.nullable(moment),
    expiresAt: described(v.nullable(moment), "Of an invitation."),
    activatedAt: v.nullable(moment),
    endedAt: v.nullable(moment),
  }),
);

const unlessHidden = "Null where whoever set the endpoint's address may not see every node.";

/** A share as it was at the event, and what it leads to. */
export const shareData = named(
  "ShareData",
  v.object({
    id: idField("share"),
    workspaceId: idField("workspace"),
    nodeId: idField("node"),
    nodeKind: v.picklist(NODE_KINDS),
    title: described(v.nullable(v.string()), unlessHidden),
    url: described(v.nullable(v.string()), unlessHidden),
    slug: described(v.nullable(v.string()), unlessHidden),
    label: described(v.nullable(v.string()), `Null where it has none. ${unlessHidden}`),
    visibility: v.picklist(VISIBILITIES),
    hasPassword: v.boolean(),
    expiresAt: v.nullable(moment),
    maxViews: v.nullable(count),
    allowDownload: v.boolean(),
    allowComments: v.boolean(),
    allowEmbed: v.boolean(),
    allowIndexing: v.boolean(),
    pinnedVersion: described(v.nullable(count), "The version that it shows; null for the one that is played."),
    publishedAt: described(v.nullable(moment), "Null of a Share Page that is not published."),
    endedAt: v.nullable(moment),
  }),
);

/** A comment as it was said, and what it speaks of. */
export const commentData = named(
  "CommentData",
  v.object({
    id: idField("comment"),
    workspaceId: idField("workspace"),
    nodeId: idField("node"),
    nodeKind: v.picklist(NODE_KINDS),
    title: described(v.nullable(v.string()), unlessHidden),
    parentId: described(v.nullable(idField("comment")), "The first comment of the thread that it answers."),
    membershipId: described(v.nullable(idField("membership")), "Of whoever said it; null of guests and visitors."),
    author: described(v.nullable(v.string()), `What they call themselves. ${unlessHidden}`),
    body: described(v.nullable(v.string()), unlessHidden),
    atSeconds: v.nullable(v.number()),
    version: described(count, "Which upload of the media it was made on, counted from 1; 0 where there was none yet."),
    createdAt: moment,
  }),
);

/** A decision as it was made, and what it is on. */
export const reviewData = named(
  "ReviewData",
  v.object({
    workspaceId: idField("workspace"),
    nodeId: idField("node"),
    nodeKind: v.picklist(NODE_KINDS),
    title: described(v.nullable(v.string()), unlessHidden),
    membershipId: described(idField("membership"), "Of whoever decided."),
    name: described(v.nullable(v.string()), `What they call themselves. ${unlessHidden}`),
    decision: v.picklist(DECISIONS),
    note: described(v.nullable(v.string()), unlessHidden),
    version: described(count, "Which upload it is on, counted from 1."),
    at: moment,
  }),
);

const testData = v.object({ workspaceId: idField("workspace"), webhookId: idField("webhook") });

type Told = { when: string; data: v.GenericSchema };

/** Every message that an endpoint may get: when it is sent, and its `data`. */
export const MESSAGES: Record<WebhookEvent | typeof TEST_EVENT, Told> = {
  "member.invited": { when: "An invitation left, or left again.", data: memberData },
  "member.requested": { when: "Someone asked to join, or came by the invite link and waits.", data: memberData },
  "member.activated": { when: "Someone came in: accepted, was approved, or was resumed.", data: memberData },
  "member.role_changed": { when: "A role changed.", data: memberData },
  "member.suspended": { when: "A member was suspended.", data: memberData },
  "member.ended": {
    when: "Someone left, was removed or denied, or an invitation was revoked, declined or expired.",
    data: memberData,
  },
  "video.published": { when: "A video has its Share Page, for the first time or again.", data: shareData },
  "share.changed": {
    when: "A link was made or its rules changed, or a Share Page was unpublished.",
    data: shareData,
  },
  "share.ended": { when: "A link ended.", data: shareData },
  "comment.created": { when: "Someone commented, or answered a comment.", data: commentData },
  "review.decided": { when: "Someone approved, or asked for changes.", data: reviewData },
  "webhook.test": { when: "Someone asked for a test message.", data: testData },
};
