import { useId, useRef } from "preact/hooks";
import { UPLOAD_MAX_BYTES } from "../../../shared/limits.ts";
import type { MediaKind } from "../../../shared/policy/access.ts";
import { counted, t } from "../../language.ts";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { chooseFiles, file, isUnfinished, kind } from "./choose-file.ts";
import { isHeldOver, useDrops } from "./drop-anywhere.ts";
import { TAKEN_ENDINGS } from "./file-kind.ts";
import { formatBytes } from "./format-bytes.ts";
import { missing } from "./queue.ts";
import { useFocusNext } from "./use-focus-next.ts";

const PICTURES: Record<MediaKind, IconName> = { video: "film", avatar: "picture", voice: "sound" };

/** Choose or drop; the native input under the label keeps keyboard and screen reader. */
export function FilePicker() {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useFocusNext(input);
  useDrops(chooseFiles);
  const chosen = isUnfinished.value ? undefined : file.value;

  return (
    <div class="labelled">
      <input
        ref={input}
        id={id}
        type="file"
        multiple
        class="unseen"
        accept={TAKEN_ENDINGS.join(",")}
        aria-label={t("ext.upload.file")}
        aria-describedby={`${id}-told`}
        onChange={(event) => void chooseFiles(event.currentTarget.files ?? [])}
      />
      <label for={id} class={isHeldOver.value ? "drop over" : "drop"}>
        <span class="drop-picture">
          <Icon name={kind.value ? PICTURES[kind.value] : "upload"} />
        </span>
        <span class="who" id={`${id}-told`}>
          <strong>{chosen?.name ?? whatIsWanted()}</strong>
          <span class="small muted">
            {chosen && kind.value
              ? `${t(`ext.upload.becomes_${kind.value}`)} · ${formatBytes(chosen.size)}`
              : whatToChoose()}
          </span>
        </span>
        {chosen && <span class="small accent">{t("ext.upload.choose_other")}</span>}
      </label>
    </div>
  );
}

function whatIsWanted(): string {
  if (!isUnfinished.value) return t("ext.upload.choose");
  return t(counted("ext.upload.choose_again", missing.value.length));
}

/** What may be sent; of what was left unfinished, the files that are missing. */
function whatToChoose(): string {
  if (!isUnfinished.value) return t("ext.upload.drop", { size: formatBytes(UPLOAD_MAX_BYTES.video) });
  return missing.value.map(({ fileName }) => fileName).join(" · ");
}
