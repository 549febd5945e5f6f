import { useSignal } from "@preact/signals";
import { NAME_MAX } from "../../../shared/limits.ts";
import { problemText, t } from "../../language.ts";
import { Field } from "../../ui/Field.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { createWorkspace, creating, creationProblem } from "./create-workspace.ts";

export function CreateWorkspace({ onCreated }: { onCreated?: () => void }) {
  const name = useSignal("");
  return (
    <form
      class="create-workspace"
      onSubmit={async (event) => {
        event.preventDefault();
        if (!(await createWorkspace(name.value))) return;
        name.value = "";
        onCreated?.();
      }}
    >
      <Field
        label={t("ext.workspace.new")}
        value={name.value}
        onInput={(typed) => {
          name.value = typed;
        }}
        input={{ placeholder: t("ext.workspace.name_placeholder"), maxLength: NAME_MAX, autocomplete: "organization" }}
      />
      <button type="submit" class="button primary" disabled={creating.value || name.value.trim() === ""}>
        {t("ext.workspace.create")}
      </button>
      {creationProblem.value && <Notice kind="problem">{problemText(creationProblem.value)}</Notice>}
    </form>
  );
}
