import type { ComponentChildren, RefObject } from "preact";
import { useId } from "preact/hooks";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { isHeldOver, useDrops } from "./drop-anywhere.ts";
import { TAKEN_ENDINGS } from "./file-kind.ts";

type DropAreaProps = {
  label: string;
  icon: IconName;
  /** The smaller of two. */
  further?: boolean;
  input?: RefObject<HTMLInputElement | null>;
  /** Where the files go; another function only for another place. */
  take: (files: Iterable<File>) => unknown;
  head: string;
  told: ComponentChildren;
  beside?: ComponentChildren;
};

/** Choose or drop, anywhere on the page; the native input under the label keeps keyboard and screen reader. */
export function DropArea({ label, icon, further = false, input, take, head, told, beside }: DropAreaProps) {
  const id = useId();
  useDrops(take);
  function choose(field: HTMLInputElement): void {
    void take([...(field.files ?? [])]);
    // The same file may be chosen once more.
    field.value = "";
  }
  const look = ["drop", further ? "further" : "", isHeldOver.value ? "over" : ""].filter(Boolean);
  return (
    <div class="labelled">
      <input
        ref={input ?? null}
        id={id}
        type="file"
        multiple
        class="unseen"
        accept={TAKEN_ENDINGS.join(",")}
        aria-label={label}
        aria-describedby={head === label ? `${id}-told` : `${id}-head ${id}-told`}
        onChange={(event) => choose(event.currentTarget)}
      />
      <label for={id} class={look.join(" ")}>
        <span class="drop-picture">
          <Icon name={icon} />
        </span>
        <span class="who">
          <strong id={`${id}-head`}>{head}</strong>
          <span class="small muted" id={`${id}-told`}>
            {told}
          </span>
        </span>
        {beside}
      </label>
    </div>
  );
}
