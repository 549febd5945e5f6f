import type { Notification } from "../../../shared/api/notifications.ts";
import { locale, t } from "../../language.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { longAge } from "../../ui/describe-age.ts";
import { describeNotification, nameOf } from "./describe-notification.ts";
import { InvitationAnswer } from "./InvitationAnswer.tsx";
import { RequestState } from "./RequestState.tsx";

export function NotificationRow({ notification }: { notification: Notification }) {
  const { type, workspace, member, createdAt, readAt } = notification;
  const who = nameOf(member);
  const isAboutAnother = type === "join_request.received" || type === "invitation.accepted";
  return (
    <li class={readAt === null ? "note unread" : "note"}>
      {isAboutAnother && who ? <Avatar label={who} /> : <Avatar label={workspace?.name ?? "·"} square />}
      <div class="said-to-me">
        <p>
          {readAt === null && <span class="unseen">{t("ext.notifications.is_unread")} </span>}
          {describeNotification(notification)}
        </p>
        {type === "join_request.received" && member?.message && <q class="small muted">{member.message}</q>}
        <p class="small muted">
          {isAboutAnother && member && member.name !== "" && `${member.email} · `}
          <time dateTime={createdAt}>{longAge(locale.value, createdAt, Date.now())}</time>
        </p>
      </div>
      {type === "join_request.received" && <RequestState notification={notification} />}
      {type === "invitation.received" && <InvitationAnswer membershipId={notification.membershipId} />}
    </li>
  );
}
