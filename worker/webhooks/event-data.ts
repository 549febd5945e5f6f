import type { CommentData, MemberData, ReviewData, ShareData, WebhookMessage } from "../../shared/api/webhooks.ts";
import type { webhookDeliveries } from "../db/schema/webhooks.ts";
import type { Settings } from "../env.ts";

type DeliveryRow = typeof webhookDeliveries.$inferSelect;

/** What a message says may leave; see `toldInFull`. */
type Reader = { toldInFull: boolean };

/** As the trigger `outbox_to_webhooks` keeps them: times in milliseconds, truth as 0 and 1. */
type Facts<Data, Times extends keyof Data, Truths extends keyof Data = never> = Omit<Data, Times | Truths> &
  Record<Times, number | null> &
  Record<Truths, 0 | 1>;
type MemberFacts = Facts<MemberData, "invitedAt" | "requestedAt" | "expiresAt" | "activatedAt" | "endedAt">;
type ShareFacts = Facts<
  Omit<ShareData, "url">,
  "expiresAt" | "publishedAt" | "endedAt",
  "hasPassword" | "allowDownload" | "allowComments" | "allowEmbed" | "allowIndexing"
>;

type ReviewFacts = Omit<ReviewData, "at"> & { at: number };
type CommentFacts = Omit<CommentData, "createdAt"> & { createdAt: number };

/** The message as it is sent, the same on every try while the endpoint's address stays. */
export function messageOf(settings: Settings, reader: Reader, row: DeliveryRow): WebhookMessage {
  return {
    type: row.event,
    timestamp: new Date(row.at).toISOString(),
    sequence: row.sequence,
    data: dataOf(settings, reader, row),
  };
}

function dataOf(settings: Settings, reader: Reader, { event, facts }: DeliveryRow): WebhookMessage["data"] {
  switch (event) {
    case "member.invited":
    case "member.requested":
    case "member.activated":
    case "member.role_changed":
    case "member.suspended":
    case "member.ended":
      return memberData(reader, facts as MemberFacts);
    case "video.published":
    case "share.changed":
    case "share.ended":
      return shareData(settings, reader, facts as ShareFacts);
    case "comment.created":
      return commentData(reader, facts as CommentFacts);
    case "review.decided":
      return reviewData(reader, facts as ReviewFacts);
    case "webhook.test":
      return facts;
  }
}

/** Who waits, or waited and never came in, is for those to know who may manage members. */
function memberData({ toldInFull }: Reader, facts: MemberFacts): MemberData {
  const seen = toldInFull || facts.activatedAt !== null;
  return {
    ...facts,
    email: seen ? facts.email : null,
    name: seen ? facts.name : null,
    invitedAt: isoTime(facts.invitedAt),
    requestedAt: isoTime(facts.requestedAt),
    expiresAt: facts.status === "invited" ? isoTime(facts.expiresAt) : null,
    activatedAt: isoTime(facts.activatedAt),
    endedAt: isoTime(facts.endedAt),
  };
}

function shareData({ publicUrl }: Settings, { toldInFull }: Reader, facts: ShareFacts): ShareData {
  return {
    ...facts,
    title: toldInFull ? facts.title : null,
    url: toldInFull ? `${publicUrl}/s/${facts.slug}` : null,
    slug: toldInFull ? facts.slug : null,
    label: toldInFull ? facts.label : null,
    hasPassword: facts.hasPassword === 1,
    allowDownload: facts.allowDownload === 1,
    allowComments: facts.allowComments === 1,
    allowEmbed: facts.allowEmbed === 1,
    allowIndexing: facts.allowIndexing === 1,
    // Messages from before there were any do not say it.
    pinnedVersion: facts.pinnedVersion ?? null,
    expiresAt: isoTime(facts.expiresAt),
    publishedAt: isoTime(facts.publishedAt),
    endedAt: isoTime(facts.endedAt),
  };
}

function commentData({ toldInFull }: Reader, facts: CommentFacts): CommentData {
  return {
    ...facts,
    title: toldInFull ? facts.title : null,
    author: toldInFull ? facts.author : null,
    body: toldInFull ? facts.body : null,
    createdAt: new Date(facts.createdAt).toISOString(),
  };
}

function reviewData({ toldInFull }: Reader, facts: ReviewFacts): ReviewData {
  return {
    ...facts,
    title: toldInFull ? facts.title : null,
    name: toldInFull ? facts.name : null,
    note: toldInFull ? facts.note : null,
    at: new Date(facts.at).toISOString(),
  };
}

function isoTime(time: number | null | undefined): string | null {
  return time == null ? null : new Date(time).toISOString();
}
