import type { Notification, NotificationType, ToldComment } from "../../../shared/api/notifications.ts";
import { locale, t } from "../../language.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { longAge } from "../../ui/describe-age.ts";
import { AccessRequestState } from "./AccessRequestState.tsx";
import { describeNotification, nameOf } from "./describe-notification.ts";
import { InvitationAnswer } from "./InvitationAnswer.tsx";
import { RequestState } from "./RequestState.tsx";

const ABOUT_ANOTHER: ReadonlySet<NotificationType> = new Set([
  "join_request.received",
  "invitation.accepted",
  "access_request.received",
]);

export function NotificationRow({ notification }: { notification: Notification }) {
  const { type, workspace, member, accessRequest, comment, review, createdAt, readAt } = notification;
  const person = ABOUT_ANOTHER.has(type) ? (member ?? accessRequest) : null;
  const who = nameOf(person) ?? comment?.author ?? review?.reviewer;
  const words = type.endsWith("request.received") ? person?.message : (comment?.body ?? review?.note);
  return (
    <li class={readAt === null ? "note unread" : "note"}>
      {who ? <Avatar label={who} /> : <Avatar label={workspace?.name ?? "·"} square />}
      <div class="said-to-me">
        <p>
          {readAt === null && <span class="unseen">{t("ext.notifications.is_unread")} </span>}
          {describeNotification(t, notification)}
        </p>
        {words && <q class="small muted">{words}</q>}
        <p class="small muted">
          {person && person.name !== "" && `${person.email} · `}
          <time dateTime={createdAt}>{longAge(locale.value, createdAt, Date.now())}</time>
        </p>
      </div>
      <Answer notification={notification} />
    </li>
  );
}

/** What can be done about it in place, or what became of it. */
function Answer({ notification }: { notification: Notification }) {
  const { id, type, membershipId, accessRequest, comment, review, readAt } = notification;
  switch (type) {
    case "join_request.received":
      return <RequestState notification={notification} />;
    case "invitation.received":
      return <InvitationAnswer membershipId={membershipId} />;
    case "access_request.received":
      return (
        accessRequest && <AccessRequestState request={accessRequest} notificationId={id} isRead={readAt !== null} />
      );
    case "access_request.granted":
      return (
        accessRequest && (
          <a class="button" href={accessRequest.url} target="_blank" rel="noopener">
            {t(`open.${accessRequest.shareKind ?? "something"}`)}
          </a>
        )
      );
    case "comment.received":
    case "comment.replied":
    case "comment.mentioned":
      return comment && <Open {...comment} />;
    case "review.decided":
    case "review.requested":
      return review && <Open {...review} />;
    default:
      return null;
  }
}

/** Leads to what it is about, on its Share Page where there is one. */
function Open({ nodeKind, url }: Pick<ToldComment, "nodeKind" | "url">) {
  return (
    url && (
      <a class="button" href={url} target="_blank" rel="noopener">
        {t(`open.${nodeKind}`)}
      </a>
    )
  );
}
