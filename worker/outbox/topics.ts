import type { AuditAction } from "../../shared/audit-actions.ts";
import type { EndReason } from "../../shared/policy/membership.ts";
import type { Role } from "../../shared/policy/roles.ts";
import type { outbox } from "../db/schema/outbox.ts";

export type OutboxRow = typeof outbox.$inferSelect;

/** Every event the service tells of, with what its row carries. Events named in the contract are told to webhooks too. */
export type Topics = {
  /** `sealedCode` is encrypted until the mail is written. */
  "sign_in.code_requested": { email: string; locale: string; sealedCode: string };
  /** A refresh token came back after its successor; times in milliseconds. */
  "session.token_reused": { userId: string; userAgent: string; signedInAt: number; endedAt: number };
  "member.invited": MembershipEvent;
  "member.requested": MembershipEvent;
  "member.activated": MembershipEvent;
  "member.role_changed": MembershipEvent;
  "member.suspended": MembershipEvent;
  "member.ended": MembershipEvent & { endReason: EndReason };
  /** Someone would be in, were a seat free. */
  "seats.short": MembershipEvent;
  "notification.mail": { notificationId: string };
  "video.published": { nodeId: string; shareId: string };
  "share.changed": { nodeId: string; shareId: string };
  "share.ended": { nodeId: string; shareId: string };
  /** Of a visitor `actorUserId` is null. */
  "comment.created": CommentEvent;
  "review.decided": ReviewEvent;
  /** Members were named who must approve something. */
  "review.requested": ReviewRequest;
  "access.requested": AccessEvent;
  "access.granted": AccessEvent;
  "access.declined": AccessEvent;
  "access.withdrawn": AccessEvent;
  /** Mails what a notification says of a request for access. */
  "access.mail": { notificationId: string };
  /** Mails what a notification says of a comment or of a review. */
  "content.mail": { notificationId: string };
};

export type Topic = keyof Topics;

export type MembershipEvent = {
  membershipId: string;
  /** What was done, as the audit entry of the same change says it: `member.approved`, `member.resumed`. */
  action: AuditAction;
  /** Null where the service itself acted. */
  actorUserId: string | null;
  role: Role;
  /** Which of the invitation's tokens this mail is about; an older one is dead. */
  tokenVersion: number;
};

/** Someone said something of a node. */
export type CommentEvent = { commentId: string; actorUserId: string | null };

export type ReviewEvent = { reviewId: string; nodeId: string; actorUserId: string };
export type ReviewRequest = { nodeId: string; membershipIds: string[]; actorUserId: string };

/** Someone asked for access to a share, was answered or took it back. */
export type AccessEvent = { accessRequestId: string; actorUserId: string };
