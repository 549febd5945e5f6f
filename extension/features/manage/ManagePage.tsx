import { t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { ContentPanel } from "../content/ContentPanel.tsx";
import { NotificationsPanel } from "../notifications/NotificationsPanel.tsx";
import { unread } from "../notifications/notifications.ts";
import { PageFrame } from "../page/PageFrame.tsx";
import { countLabel } from "../requests/read-requests.ts";
import { ReviewsPanel } from "../reviews/ReviewsPanel.tsx";
import { PersonalNotice } from "../workspaces/PersonalNotice.tsx";
import { ManageMembers } from "./ManageMembers.tsx";
import { openTab, tab } from "./place.ts";
import { SettingsPanel } from "./SettingsPanel.tsx";
import { Toast } from "./Toast.tsx";

/** In a tab of its own, or in the side panel, from which it opens in one. */
export function ManagePage({ inPanel = false }: { inPanel?: boolean }) {
  const title = t("ext.manage.title");
  return (
    <>
      <PageFrame title={title} beside={inPanel && <OpenInTab />}>
        {(belonging) => <Content belonging={belonging} />}
      </PageFrame>
      <Toast />
    </>
  );
}

function OpenInTab() {
  return (
    <a class="button quiet" href={`/manage.html#${tab.value}`} target="_blank" rel="noopener">
      <Icon name="open" />
      {t("ext.panel.tab")}
    </a>
  );
}

function Content({ belonging }: { belonging: Belonging }) {
  return (
    <Tabs
      label={t("ext.manage.title")}
      tabs={[
        { name: "members", label: t("ext.members.title") },
        { name: "notifications", label: <NotificationsLabel /> },
        { name: "content", label: t("ext.content.title") },
        { name: "reviews", label: t("ext.reviews.title") },
        { name: "settings", label: t("ext.settings.title") },
      ]}
      selected={tab.value}
      onSelect={openTab}
    >
      <Panel belonging={belonging} />
    </Tabs>
  );
}

function Panel({ belonging }: { belonging: Belonging }) {
  switch (tab.value) {
    case "members":
      return <Members belonging={belonging} />;
    case "notifications":
      return <NotificationsPanel belonging={belonging} />;
    case "content":
      return <ContentPanel key={belonging.workspace.id} belonging={belonging} />;
    case "reviews":
      return <ReviewsPanel key={belonging.workspace.id} belonging={belonging} />;
    case "settings":
      return <SettingsPanel belonging={belonging} />;
  }
}

function NotificationsLabel() {
  return (
    <>
      {t("ext.notifications.title")}
      {unread.value > 0 && (
        <span class="badge">
          {countLabel(unread.value)}
          <span class="unseen"> {t("ext.notifications.unread")}</span>
        </span>
      )}
    </>
  );
}

function Members({ belonging }: { belonging: Belonging }) {
  if (belonging.workspace.kind === "shared")
    return <ManageMembers key={belonging.workspace.id} belonging={belonging} />;
  return (
    <div class="card panel narrow">
      <PersonalNotice />
    </div>
  );
}
