import type { Notification, NotificationType, ToldComment, ToldReview } from "../../../shared/api/notifications.ts";
import type { Translate } from "../../../shared/i18n/message.ts";

/** What happened, in one sentence. */
export function describeNotification(
  t: Translate,
  { type, workspace, member, accessRequest, comment, review }: Notification,
): string {
  const where = { workspace: workspace?.name ?? t("ext.note.a_workspace") };
  const who = nameOf(member ?? accessRequest) ?? t("ext.note.someone");
  const what = describeShare(t, accessRequest);
  switch (type) {
    case "join_request.received":
      return t("ext.note.request_received", { who, ...where });
    case "join_request.approved":
      return t("ext.note.request_approved", where);
    case "join_request.denied":
      return t("ext.note.request_denied", where);
    case "invitation.received":
      return t("ext.note.invitation_received", where);
    case "invitation.accepted":
      return t("ext.note.invitation_accepted", { who, ...where });
    case "membership.removed":
      return t("ext.note.removed", where);
    case "membership.suspended":
      return t("ext.note.suspended", where);
    case "membership.role_changed":
      return member
        ? t("ext.note.role_changed", { role: t(`role.${member.role}`), ...where })
        : t("ext.note.role_changed_somehow", where);
    case "seats.short":
      return t("ext.note.seats_short", where);
    case "access_request.received":
      return t("ext.note.access_received", { who, what });
    case "access_request.granted":
      return t("ext.note.access_granted", { what });
    case "access_request.declined":
      return t("ext.note.access_declined");
    case "comment.received":
    case "comment.replied":
    case "comment.mentioned":
      return comment ? describeComment(t, type, comment) : t("ext.note.comment_gone");
    case "review.decided":
    case "review.requested":
      return describeReview(t, review);
  }
}

type AboutComment = Extract<NotificationType, `comment.${string}`>;

function describeComment(t: Translate, type: AboutComment, { author, title }: ToldComment): string {
  const said = { who: author || t("ext.note.someone"), title };
  switch (type) {
    case "comment.received":
      return t("ext.note.comment_received", said);
    case "comment.replied":
      return t("ext.note.comment_replied", said);
    case "comment.mentioned":
      return t("ext.note.comment_mentioned", said);
  }
}

function describeReview(t: Translate, review: ToldReview | null): string {
  if (!review) return t("ext.note.review_gone");
  const { title, reviewer, decision } = review;
  if (decision === null) return t("ext.note.review_requested", { title });
  return t(`ext.note.review_${decision}`, { who: reviewer || t("ext.note.someone"), title });
}

/** To what access is asked for: by its kind and title where the reader may know them. */
function describeShare(t: Translate, request: Notification["accessRequest"]): string {
  const to = t(`to.${request?.shareKind ?? "something"}`);
  return request?.shareTitle ? t("ext.note.titled", { to, title: request.shareTitle }) : to;
}

/** Who it is about; undefined where that is not for the reader to see any more. */
export function nameOf(person: { name: string; email: string } | null): string | undefined {
  return person?.name || person?.email;
}
