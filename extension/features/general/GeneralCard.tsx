import { useEffect } from "preact/hooks";
import { LINK_ROLES } from "../../../shared/api/invite-links.ts";
import { NAME_MAX } from "../../../shared/limits.ts";
import { problemText, t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { Field } from "../../ui/Field.tsx";
import { Labelled } from "../../ui/Labelled.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Select } from "../../ui/Select.tsx";
import { say } from "../manage/toast.ts";
import { isEmpty, isOvertaken, pendingIn, withChoice } from "../settings/draft.ts";
import { SettingsCard } from "../settings/SettingsCard.tsx";
import { DeleteWorkspace } from "./DeleteWorkspace.tsx";
import {
  forgetGeneral,
  type General,
  generalBusy,
  generalDraft,
  generalOf,
  generalProblem,
  saveGeneral,
} from "./general.ts";

/** What the workspace is called and what newcomers are in it; at its foot the end of it. */
export function GeneralCard({ belonging: { workspace } }: { belonging: Belonging }) {
  useEffect(() => forgetGeneral, [workspace.id]);
  const there = generalOf(workspace);
  const draft = generalDraft.value;
  const shown = { ...there, ...draft?.chosen };
  const pending = pendingIn(draft, there);
  const isShared = workspace.kind === "shared";

  function choose(choice: Partial<General>): void {
    generalDraft.value = withChoice(draft, there, choice);
  }

  async function save(): Promise<void> {
    if (await saveGeneral(workspace)) say(t("ext.general.saved"));
  }

  return (
    <SettingsCard name="general">
      <form
        class="settings-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field
          label={t("ext.general.name")}
          value={shown.name}
          onInput={(name) => choose({ name })}
          input={{ maxLength: NAME_MAX, autocomplete: "organization" }}
        />
        {isShared && (
          <Labelled label={t("ext.general.default_role")}>
            <Select
              label={t("ext.general.default_role")}
              value={shown.defaultRole}
              options={LINK_ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
              onChange={(defaultRole) => choose({ defaultRole })}
            />
          </Labelled>
        )}
        <button
          type="submit"
          class="button"
          disabled={isEmpty(pending) || shown.name.trim() === "" || generalBusy.value}
        >
          {t("ext.save")}
        </button>
        {isShared && <p class="small muted">{t("ext.general.default_role_note")}</p>}
        {isOvertaken(draft, there) && <Notice kind="hint">{t("ext.settings.overtaken")}</Notice>}
        {generalProblem.value && <Notice kind="problem">{problemText(generalProblem.value)}</Notice>}
      </form>
      {isShared && <DeleteWorkspace workspace={workspace} />}
    </SettingsCard>
  );
}
