import type { NotificationType } from "../../shared/api/notifications.ts";

/** What is mailed besides. What one gets over and over one may turn off; what is about oneself comes once. */
export const MAIL_KINDS = ["requests", "seats", "access", "mentions", "reviews", "membership", "answers"] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

export const OPTIONAL_MAIL = ["requests", "seats", "access", "mentions", "reviews"] as const satisfies MailKind[];
export type OptionalMail = (typeof OPTIONAL_MAIL)[number];

export function mailKindOf(type: NotificationType): MailKind | undefined {
  switch (type) {
    case "join_request.received":
      return "requests";
    case "seats.short":
      return "seats";
    case "access_request.received":
      return "access";
    case "comment.mentioned":
      return "mentions";
    case "review.requested":
    case "review.decided":
      return "reviews";
    case "access_request.granted":
    case "access_request.declined":
      return "answers";
    case "join_request.approved":
    case "join_request.denied":
    case "membership.removed":
      return "membership";
    default:
      return undefined;
  }
}

export function isOptionalMail(kind: string): kind is OptionalMail {
  return OPTIONAL_MAIL.some((one) => one === kind);
}
