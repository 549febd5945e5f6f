import { useRef } from "preact/hooks";
import { UPLOAD_MAX_BYTES } from "../../../shared/limits.ts";
import type { MediaKind } from "../../../shared/policy/access.ts";
import { counted, t } from "../../language.ts";
import type { IconName } from "../../ui/Icon.tsx";
import { chooseFiles, file, isUnfinished, kind } from "./choose-file.ts";
import { DropArea } from "./DropArea.tsx";
import { formatBytes } from "./format-bytes.ts";
import { missing } from "./queue.ts";
import { useFocusNext } from "./use-focus-next.ts";

const PICTURES: Record<MediaKind, IconName> = { video: "film", avatar: "picture", voice: "sound" };

export function FilePicker() {
  const input = useRef<HTMLInputElement>(null);
  useFocusNext(input);
  const chosen = isUnfinished.value ? undefined : file.value;
  const becomes = chosen && kind.value;
  return (
    <DropArea
      input={input}
      label={t("ext.upload.file")}
      icon={kind.value ? PICTURES[kind.value] : "upload"}
      take={chooseFiles}
      head={chosen?.name ?? whatIsWanted()}
      told={becomes ? `${t(`ext.upload.becomes_${becomes}`)} · ${formatBytes(chosen.size)}` : whatToChoose()}
      beside={chosen && <span class="small accent">{t("ext.upload.choose_other")}</span>}
    />
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
