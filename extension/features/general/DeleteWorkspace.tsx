import type { Workspace } from "../../../shared/api/workspaces.ts";
import { problemText, t } from "../../language.ts";
import { confirmFirst } from "../../ui/ConfirmDialog.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { say } from "../manage/toast.ts";
import { deleteWorkspace, deletionProblem, generalBusy } from "./general.ts";

/** The end of the workspace, for everyone: only once its name was typed. */
export function DeleteWorkspace({ workspace: { id, name } }: { workspace: Workspace }) {
  async function remove(): Promise<void> {
    const sure = await confirmFirst({
      title: t("ext.general.delete_title", { name }),
      text: t("ext.general.delete_text"),
      retype: { label: t("ext.general.delete_retype", { name }), text: name },
      yes: t("ext.general.delete"),
    });
    if (!sure) return;
    const next = await deleteWorkspace(id);
    if (next === undefined) return;
    say(t("ext.general.deleted", { name, next }));
    // What had the focus is gone with the workspace.
    document.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
  }
  return (
    <div class="settings-end">
      <span class="who">
        <strong>{t("ext.general.delete_heading")}</strong>
        <span class="small muted">{t("ext.general.delete_note")}</span>
      </span>
      <button type="button" class="button quiet danger" disabled={generalBusy.value} onClick={() => void remove()}>
        {t("ext.general.delete_ask")}
      </button>
      {deletionProblem.value && <Notice kind="problem">{problemText(deletionProblem.value)}</Notice>}
    </div>
  );
}
