import { useId } from "preact/hooks";
import type { GuestsAllowed } from "../../../shared/policy/share-policy.ts";
import { t } from "../../language.ts";

type GuestsFieldProps = {
  value: string;
  onInput: (value: string) => void;
  allowed: GuestsAllowed;
  error: string | undefined;
};

/** Whom a restricted share lets in from outside, one a line. */
export function GuestsField({ value, onInput, allowed, error }: GuestsFieldProps) {
  const id = useId();
  return (
    <div class="labelled">
      <label for={id}>{t("sharing.guests")}</label>
      <textarea
        id={id}
        class="field"
        rows={3}
        spellcheck={false}
        dir="ltr"
        value={value}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={`${id}-told`}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <p id={`${id}-told`} class={error === undefined ? "small muted" : "small bad"} role={error ? "alert" : undefined}>
        {error ?? t("sharing.guests_hint")}
        {allowed === "domains" ? null : ` ${t(`sharing.guests_${allowed}`)}`}
      </p>
    </div>
  );
}
