import { TITLE_MAX } from "../../../shared/limits.ts";
import { t } from "../../language.ts";
import { Field } from "../../ui/Field.tsx";
import { Select } from "../../ui/Select.tsx";
import { projects } from "./projects.ts";

/** The choice that is no project yet. */
export const NEW_PROJECT = "";

type ProjectPickerProps = {
  projectId: string;
  onChoose: (projectId: string) => void;
  newTitle: string;
  onNewTitle: (title: string) => void;
};

export function ProjectPicker({ projectId, onChoose, newTitle, onNewTitle }: ProjectPickerProps) {
  const known = projects.value ?? [];
  return (
    <>
      {known.length > 0 && (
        <div class="labelled">
          <span class="label" aria-hidden="true">
            {t("ext.upload.project")}
          </span>
          <Select
            label={t("ext.upload.project")}
            value={projectId}
            options={[
              ...known.map(({ id, title }) => ({ value: id, label: title })),
              { value: NEW_PROJECT, label: t("ext.upload.new_project") },
            ]}
            onChange={onChoose}
          />
        </div>
      )}
      {projectId === NEW_PROJECT && (
        <Field
          label={t("ext.upload.project_name")}
          value={newTitle}
          onInput={onNewTitle}
          input={{ maxLength: TITLE_MAX, placeholder: t("ext.upload.project_placeholder"), name: "project" }}
        />
      )}
    </>
  );
}
