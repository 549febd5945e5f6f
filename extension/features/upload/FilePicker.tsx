import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { UPLOAD_MAX_BYTES } from "../../../shared/limits.ts";
import { t } from "../../language.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { begun } from "./begun-upload.ts";
import { chooseFile, type FileProblem, file, fileProblem, VIDEO_TYPES } from "./choose-file.ts";
import { formatBytes } from "./format-bytes.ts";

/** Choose or drop; the native input under the label keeps keyboard and screen reader. */
export function FilePicker() {
  const id = useId();
  const isOver = useSignal(false);
  const chosen = file.value;

  function drag(event: DragEvent): void {
    event.preventDefault();
    isOver.value = event.type === "dragover";
    if (event.type === "drop") void chooseFile(event.dataTransfer?.files[0]);
  }

  return (
    <div class="labelled">
      <input
        id={id}
        type="file"
        class="unseen"
        accept={[...VIDEO_TYPES, ".mov"].join(",")}
        aria-label={t("ext.upload.file")}
        aria-describedby={`${id}-told`}
        onChange={(event) => void chooseFile(event.currentTarget.files?.[0])}
      />
      <label for={id} class={isOver.value ? "drop over" : "drop"} onDragOver={drag} onDragLeave={drag} onDrop={drag}>
        <span class="drop-picture">
          <Icon name={chosen ? "film" : "upload"} />
        </span>
        <span class="who" id={`${id}-told`}>
          <strong>{chosen?.name ?? t("ext.upload.choose")}</strong>
          <span class="small muted">
            {chosen ? formatBytes(chosen.size) : t("ext.upload.drop", { size: formatBytes(UPLOAD_MAX_BYTES) })}
          </span>
        </span>
        {chosen && <span class="small accent">{t("ext.upload.choose_other")}</span>}
      </label>
      {fileProblem.value && <Notice kind="problem">{describeProblem(fileProblem.value)}</Notice>}
    </div>
  );
}

function describeProblem(problem: FileProblem): string {
  switch (problem) {
    case "not_video":
      return t("ext.upload.not_video");
    case "too_large":
      return t("ext.upload.too_large", { size: formatBytes(UPLOAD_MAX_BYTES) });
    case "other_file":
      return t("ext.upload.other_file", { file: begun.value?.fileName ?? "" });
  }
}
