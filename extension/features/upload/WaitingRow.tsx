import { TITLE_MAX } from "../../../shared/limits.ts";
import { t } from "../../language.ts";
import { Icon } from "../../ui/Icon.tsx";
import { titleFrom } from "./choose-file.ts";
import { formatBytes } from "./format-bytes.ts";

type WaitingRowProps = {
  /** Of the file. */
  name: string;
  title: string;
  size: number;
  /** Whether its bytes are at hand. */
  isHere: boolean;
  onTitle: (typed: string) => void;
  onDrop: () => void;
};

/** A file that waits its turn: what it will be called, and leaving it out. */
export function WaitingRow({ name, title, size, isHere, onTitle, onDrop }: WaitingRowProps) {
  return (
    <li class="row">
      <span class="who">
        <input
          class="field"
          value={title}
          placeholder={titleFrom(name)}
          maxLength={TITLE_MAX}
          aria-label={t("ext.act.with", { act: t("ext.upload.video_title"), who: name })}
          onInput={(event) => onTitle(event.currentTarget.value)}
        />
        <span class={isHere ? "small muted" : "small warn"}>
          {`${t(isHere ? "ext.upload.in_line" : "ext.upload.missing")} · ${name} · ${formatBytes(size)}`}
        </span>
      </span>
      <button
        type="button"
        class="button quiet"
        title={t("ext.content.take_away")}
        aria-label={t("ext.act.with", { act: t("ext.content.take_away"), who: name })}
        onClick={onDrop}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}
