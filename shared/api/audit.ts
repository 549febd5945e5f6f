import * as v from "valibot";
import type { auditEntry, auditPage } from "./answers/audit.ts";
import { described, idField, pageQuery, timeField } from "./fields.ts";

/** Everything that an entry may say was done; nothing else is written. */
export const AUDIT_ACTIONS = [
  "workspace.created",
  "workspace.changed",
  "workspace.deleted",
  "plan.changed",
  "logo.put",
  "logo.deleted",
  "member.invited",
  "member.invitation_resent",
  "member.invitation_revoked",
  "member.invitation_expired",
  "member.declined",
  "member.requested",
  "member.withdrew",
  "member.approved",
  "member.denied",
  "member.activated",
  "member.role_changed",
  "member.suspended",
  "member.resumed",
  "member.removed",
  "member.left",
  "member.sessions_ended",
  "invite_link.created",
  "invite_link.ended",
  "domain.claimed",
  "domain.proven",
  "domain.proof_lost",
  "domain.deleted",
  "node.created",
  "node.renamed",
  "node.moved",
  "node.ordered",
  "node.handed_over",
  "node.access_changed",
  "node.trashed",
  "node.restored",
  "node.purged",
  "media.uploaded",
  "media.restored",
  "poster.put",
  "captions.put",
  "captions.deleted",
  "chapters.put",
  "chapters.deleted",
  "video.published",
  "video.unpublished",
  "share.created",
  "share.changed",
  "share.ended",
  "access.requested",
  "access.granted",
  "access.declined",
  "access.withdrawn",
  "comment.deleted",
  "review.decided",
  "reviewers.named",
  "api_key.created",
  "api_key.deleted",
  "webhook.created",
  "webhook.changed",
  "webhook.secret_rotated",
  "webhook.gone",
  "webhook.deleted",
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** `actor` a user's or a membership's id, `action` such as `member.approved`, `since` an ISO 8601 time; all may stand together. */
export const auditQuery = v.strictObject({
  ...pageQuery,
  actor: described(
    v.optional(v.union([idField("user"), idField("membership")])),
    "What this person did: a user, or a member of this workspace whatever became of them.",
  ),
  action: v.optional(v.pipe(v.string(), v.regex(/^[a-z_]+\.[a-z_]+$/, "Must be an action such as member.invited."))),
  since: described(v.optional(timeField), "What was done then or later."),
});

export type AuditEntry = v.InferOutput<typeof auditEntry>;

export type AuditPage = v.InferOutput<typeof auditPage>;
