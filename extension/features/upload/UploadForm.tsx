import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { TITLE_MAX } from "../../../shared/limits.ts";
import { problemText, t } from "../../language.ts";
import { Field } from "../../ui/Field.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { file, title } from "./choose-file.ts";
import { FilePicker } from "./FilePicker.tsx";
import { NEW_PROJECT, ProjectPicker } from "./ProjectPicker.tsx";
import { loadProjects, projects, projectsProblem } from "./projects.ts";
import { starting, startUpload } from "./start-upload.ts";

/** What to send, what it is called and where it goes. */
export function UploadForm({ workspaceId }: { workspaceId: string }) {
  const chosen = useSignal<string | undefined>(undefined);
  const newTitle = useSignal("");
  useEffect(() => void loadProjects(workspaceId), [workspaceId]);

  const projectId = chosen.value ?? projects.value?.[0]?.id ?? NEW_PROJECT;
  const hasPlace = projectId !== NEW_PROJECT || newTitle.value.trim() !== "";
  const isReady = file.value !== undefined && title.value.trim() !== "" && hasPlace;

  function start(): void {
    const made = projectId === NEW_PROJECT;
    void startUpload(workspaceId, made ? { projectTitle: newTitle.value } : { projectId });
  }

  return (
    <form
      class="card panel upload"
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <FilePicker />
      <Field
        label={t("ext.upload.video_title")}
        value={title.value}
        onInput={(typed) => {
          title.value = typed;
        }}
        input={{ maxLength: TITLE_MAX, name: "title" }}
      />
      <ProjectPicker
        projectId={projectId}
        onChoose={(id) => {
          chosen.value = id;
        }}
        newTitle={newTitle.value}
        onNewTitle={(typed) => {
          newTitle.value = typed;
        }}
      />
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
