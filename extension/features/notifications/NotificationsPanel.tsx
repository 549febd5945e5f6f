import { problemText, t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { Notice } from "../../ui/Notice.tsx";
import { SkeletonRows } from "../../ui/Skeleton.tsx";
import { FailedDeliveriesCard } from "../failed-deliveries/FailedDeliveriesCard.tsx";
import { NotificationRow } from "./NotificationRow.tsx";
import {
  loadMoreNotifications,
  loadNotifications,
  markRead,
  nextNotifications,
  notifications,
  notificationsProblem,
  unread,
} from "./notifications.ts";

export function NotificationsPanel({ belonging }: { belonging: Belonging }) {
  const { workspace } = belonging;
  return (
    <div class="notifications">
      {workspace.abilities.includes("settings.manage") && (
        <FailedDeliveriesCard key={workspace.id} workspaceId={workspace.id} />
      )}
      <section class="list" aria-labelledby="notifications-title">
        <h2>
          <span id="notifications-title" tabIndex={-1}>
            {t("ext.notifications.about")}
          </span>
          {unread.value > 0 && (
            <button type="button" class="button quiet" onClick={() => void markRead()}>
              {t("ext.notifications.mark_all")}
            </button>
          )}
        </h2>
        <div class="card list-card">
          <Body />
        </div>
      </section>
    </div>
  );
}

function Body() {
  const shown = notifications.value;
  const problem = notificationsProblem.value;
  return (
    <>
      {problem && (
        <Notice kind="problem" action={{ label: t("ext.retry"), run: () => void loadNotifications() }}>
          {problemText(problem)}
        </Notice>
      )}
      {!shown && !problem && <SkeletonRows count={6} label={t("ext.loading")} />}
      {shown?.length === 0 && <p class="nobody muted">{t("ext.notifications.none")}</p>}
      {shown && shown.length > 0 && (
        <ul class="notes">
          {shown.map((notification) => (
            <NotificationRow key={notification.id} notification={notification} />
          ))}
        </ul>
      )}
      {shown && nextNotifications.value !== null && (
        <p class="more">
          <button type="button" class="button quiet" onClick={() => void loadMoreNotifications()}>
            {t("ext.manage.more")}
          </button>
        </p>
      )}
    </>
  );
}
