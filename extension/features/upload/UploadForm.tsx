import { useEffect } from "preact/hooks";
import { TITLE_MAX } from "../../../shared/limits.ts";
import { problemText, t } from "../../language.ts";
import { Field } from "../../ui/Field.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { file, starting, title } from "./choose-file.ts";
import { FileNotice } from "./FileNotice.tsx";
import { FilePicker } from "./FilePicker.tsx";
import { ProjectPicker } from "./ProjectPicker.tsx";
import { loadProjects, NEW_PROJECT, projectId, projectsProblem, projectTitle } from "./projects.ts";
import { startUpload } from "./start-upload.ts";

/** What to send, what it is called and where it goes. */
export function UploadForm({ workspaceId }: { workspaceId: string }) {
  useEffect(() => void loadProjects(workspaceId), [workspaceId]);

  const isNew = projectId.value === NEW_PROJECT;
  const hasPlace = !isNew || projectTitle.value.trim() !== "";
  const isReady = file.value !== undefined && title.value.trim() !== "" && hasPlace;

  return (
    <form
      class="card panel upload"
      onSubmit={(event) => {
        event.preventDefault();
        void startUpload(workspaceId, isNew ? { projectTitle: projectTitle.value } : { projectId: projectId.value });
      }}
    >
      <FilePicker />
      <FileNotice />
      <Field
        label={t("ext.upload.video_title")}
        value={title.value}
        onInput={(typed) => {
          title.value = typed;
        }}
        input={{ maxLength: TITLE_MAX, name: "title" }}
      />
      <ProjectPicker />
      {projectsProblem.value && (
        <Notice kind="problem" action={{ label: t("ext.retry"), run: () => void loadProjects(workspaceId) }}>
          {problemText(projectsProblem.value)}
        </Notice>
      )}
      <button type="submit" class="button primary wide" disabled={!isReady || starting.value}>
        {t("ext.upload.start")}
      </button>
    </form>
  );
}
