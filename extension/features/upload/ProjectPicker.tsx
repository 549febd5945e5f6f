import { TITLE_MAX } from "../../../shared/limits.ts";
import { t } from "../../language.ts";
import { Field } from "../../ui/Field.tsx";
import { Select } from "../../ui/Select.tsx";
import { SkeletonRows } from "../../ui/Skeleton.tsx";
import { chosenProject, NEW_PROJECT, projectId, projects, projectsProblem, projectTitle } from "./projects.ts";

export function ProjectPicker() {
  const known = projects.value ?? [];
  if (!projects.value && !projectsProblem.value) return <SkeletonRows count={1} label={t("ext.loading")} />;
  return (
    <>
      {known.length > 0 && (
        <div class="labelled">
          <span class="label" aria-hidden="true">
            {t("ext.upload.project")}
          </span>
          <Select
            label={t("ext.upload.project")}
            value={projectId.value}
            options={[
              ...known.map(({ id, title }) => ({ value: id, label: title })),
              { value: NEW_PROJECT, label: t("ext.upload.new_project") },
            ]}
            onChange={(id) => {
              chosenProject.value = id;
            }}
          />
        </div>
      )}
      {projectId.value === NEW_PROJECT && (
        <Field
          label={t("ext.upload.project_name")}
          value={projectTitle.value}
          onInput={(typed) => {
            // Whoever names one means it, also once others are known.
            chosenProject.value = NEW_PROJECT;
            projectTitle.value = typed;
          }}
          input={{ maxLength: TITLE_MAX, placeholder: t("ext.upload.project_placeholder"), name: "project" }}
        />
      )}
    </>
  );
}
