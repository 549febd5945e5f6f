import type { RequestContext } from "../context.ts";
import { mailAboutContent } from "../mail/mail-about-content.tsx";
import { mailAccessRequest } from "../mail/mail-access-request.tsx";
import { mailCode } from "../mail/mail-code.tsx";
import { mailInvitation } from "../mail/mail-invitation.tsx";
import { mailNotification } from "../mail/mail-notification.tsx";
import { mailSessionEnded } from "../mail/mail-session-ended.tsx";
import type { MailRoute } from "../mail/send-mail.ts";
import { tellOfAccess } from "../notifications/tell-of-access.ts";
import { tellOfComment } from "../notifications/tell-of-comment.ts";
import { tellOfRequest, tellOfReview } from "../notifications/tell-of-review.ts";
import { tellPeople } from "../notifications/tell-people.ts";
import type { OutboxRow, Topic, Topics } from "./topics.ts";

/** Tells one event to everyone who must hear of it. Throws to be called again later. */
export async function deliverEvent(ctx: RequestContext, route: MailRoute, row: OutboxRow): Promise<void> {
  const topic = row.topic as Topic;
  // The same on every try, and told apart from the rows of any other database.
  const key = `${row.id}.${row.createdAt.toString(36)}`;
  switch (topic) {
    case "sign_in.code_requested":
      return mailCode(ctx, route, key, row.createdAt, row.payload as Topics[typeof topic]);
    case "session.token_reused":
      return mailSessionEnded(ctx, route, key, row.payload as Topics[typeof topic]);
    case "notification.mail":
      return mailNotification(ctx, route, key, row.payload as Topics[typeof topic]);
    case "access.mail":
      return mailAccessRequest(ctx, route, key, row.payload as Topics[typeof topic]);
    case "content.mail":
      return mailAboutContent(ctx, route, key, row.payload as Topics[typeof topic]);
    case "member.invited":
      await tellPeople(ctx, row);
      return mailInvitation(ctx, route, key, row.payload as Topics[typeof topic]);
    case "member.requested":
    case "member.activated":
    case "member.role_changed":
    case "member.suspended":
    case "member.ended":
    case "seats.short":
      return tellPeople(ctx, row);
    case "access.requested":
    case "access.granted":
    case "access.declined":
    case "access.withdrawn":
      return tellOfAccess(ctx, row);
    case "comment.created":
      return tellOfComment(ctx, row);
    case "review.decided":
      return tellOfReview(ctx, row);
    case "review.requested":
      return tellOfRequest(ctx, row);
    case "video.published":
    case "share.changed":
    case "share.ended":
      // Told to webhooks alone; nobody is mailed about these.
      return;
  }
}
