import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { SHARE_LABEL_MAX } from "../../../shared/limits.ts";
import { t } from "../../language.ts";
import { Field } from "../../ui/Field.tsx";
import { sharesBusy } from "./node-shares.ts";

type NewLinkProps = { onMake: (label: string) => void; onCancel: () => void };

/** Asks what a further link is called: by its name alone it is told from the others. */
export function NewLink({ onMake, onCancel }: NewLinkProps) {
  const label = useSignal("");
  const named = label.value.trim();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  return (
    <form
      ref={form}
      class="link-form"
      onSubmit={(event) => {
        event.preventDefault();
        onMake(named);
      }}
    >
      <Field
        label={t("ext.rules.label")}
        value={label.value}
        onInput={(typed) => {
          label.value = typed;
        }}
        hint={t("ext.content.new_link_note")}
        input={{ maxLength: SHARE_LABEL_MAX, autocomplete: "off" }}
      />
      <div class="actions">
        <button type="button" class="button" onClick={onCancel}>
          {t("ext.cancel")}
        </button>
        <button type="submit" class="button primary" disabled={sharesBusy.value || named === ""}>
          {t("ext.content.make_link")}
        </button>
      </div>
    </form>
  );
}
