import { t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { Tabs } from "../../ui/Tabs.tsx";
import { NotificationsPanel } from "../notifications/NotificationsPanel.tsx";
import { unread } from "../notifications/notifications.ts";
import { PageFrame } from "../page/PageFrame.tsx";
import { countLabel } from "../requests/read-requests.ts";
import { PersonalNotice } from "../workspaces/PersonalNotice.tsx";
import { ManageMembers } from "./ManageMembers.tsx";
import { openTab, tab } from "./place.ts";
import { Toast } from "./Toast.tsx";

export function ManagePage() {
  return (
    <>
      <PageFrame title={t("ext.manage.title")}>{(belonging) => <Content belonging={belonging} />}</PageFrame>
      <Toast />
    </>
  );
}

function Content({ belonging }: { belonging: Belonging }) {
  return (
    <Tabs
      label={t("ext.manage.title")}
      tabs={[
        { name: "members", label: t("ext.members.title") },
        { name: "notifications", label: <NotificationsLabel /> },
      ]}
      selected={tab.value}
      onSelect={openTab}
    >
      {tab.value === "members" ? <Members belonging={belonging} /> : <NotificationsPanel belonging={belonging} />}
    </Tabs>
  );
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
