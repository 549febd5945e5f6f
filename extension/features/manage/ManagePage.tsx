import { t } from "../../language.ts";
import type { Belonging } from "../../session/me.ts";
import { PageFrame } from "../page/PageFrame.tsx";
import { PersonalNotice } from "../workspaces/PersonalNotice.tsx";
import { ManageMembers } from "./ManageMembers.tsx";
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
  if (belonging.workspace.kind === "shared")
    return <ManageMembers key={belonging.workspace.id} belonging={belonging} />;
  return (
    <div class="card panel narrow">
      <PersonalNotice />
    </div>
  );
}
