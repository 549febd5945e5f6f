import { useId } from "preact/hooks";
import { t } from "../../language.ts";
import { Icon } from "../../ui/Icon.tsx";
import { addFiles } from "./add-files.ts";
import { isHeldOver, useDrops } from "./drop-anywhere.ts";
import { TAKEN_ENDINGS } from "./file-kind.ts";
import { queue } from "./queue.ts";

/** Further files, at any time: chosen, or dropped anywhere on the page. */
export function AddFiles() {
  const id = useId();
  useDrops(addFiles);
  const { place } = queue.value;

  function choose(input: HTMLInputElement): void {
    void addFiles([...(input.files ?? [])]);
    // The same file may be chosen once more.
    input.value = "";
  }

  return (
    <div class="labelled">
      <input
        id={id}
        type="file"
        multiple
        class="unseen"
        accept={TAKEN_ENDINGS.join(",")}
        aria-label={t("ext.upload.add")}
        aria-describedby={`${id}-told`}
        onChange={(event) => choose(event.currentTarget)}
      />
      <label for={id} class={isHeldOver.value ? "drop further over" : "drop further"}>
        <span class="drop-picture">
          <Icon name="plus" />
        </span>
        <span class="who">
          <strong>{t("ext.upload.add")}</strong>
          <span class="small muted" id={`${id}-told`}>
            {place && t("ext.upload.add_into", { place: place.title })}
          </span>
        </span>
      </label>
    </div>
  );
}
