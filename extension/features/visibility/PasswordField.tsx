import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { PASSWORD_MAX } from "../../../shared/limits.ts";
import { t } from "../../language.ts";
import { announce } from "../../ui/announce.ts";
import { Icon } from "../../ui/Icon.tsx";
import { generatePassword } from "./generate-password.ts";

const SHOWN = { type: "text" } as const;
const HIDDEN = { type: "password" } as const;

type PasswordFieldProps = {
  label: string;
  value: string;
  onInput: (value: string) => void;
  hint: string;
  error?: string | undefined;
  /** While what it opens is being made. */
  isFixed?: boolean;
  /** Where one goes on at once. */
  takesFocus?: boolean;
  /** The button beside the field. */
  children?: ComponentChildren;
};

/** A password to be given to others: hidden until one looks, or made here and shown. */
export function PasswordField(props: PasswordFieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const isShown = useSignal(false);
  useEffect(() => {
    if (props.takesFocus) input.current?.focus();
  }, [props.takesFocus]);

  function generate(): void {
    props.onInput(generatePassword());
    isShown.value = true;
    announce(t("ext.password.generated"));
  }

  return (
    <div class="labelled password">
      <div class="label-row">
        <label for={id}>{props.label}</label>
        <button type="button" class="button quiet" disabled={props.isFixed} onClick={generate}>
          {t("ext.password.generate")}
        </button>
      </div>
      <div class={props.children ? "field-and-button" : ""}>
        <span class="revealing">
          <input
            ref={input}
            id={id}
            class="field"
            {...(isShown.value ? SHOWN : HIDDEN)}
            name="share-password"
            autocomplete="new-password"
            autocapitalize="off"
            spellcheck={false}
            maxLength={PASSWORD_MAX}
            readOnly={props.isFixed}
            value={props.value}
            aria-invalid={props.error === undefined ? undefined : true}
            aria-describedby={`${id}-told`}
            onInput={(event) => props.onInput(event.currentTarget.value)}
          />
          <button
            type="button"
            class="reveal"
            aria-label={t("ext.password.reveal")}
            aria-pressed={isShown.value}
            onClick={() => {
              isShown.value = !isShown.value;
            }}
          >
            <Icon name={isShown.value ? "hide" : "show"} />
          </button>
        </span>
        {props.children}
      </div>
      <p
        id={`${id}-told`}
        class={props.error === undefined ? "small muted" : "small bad"}
        role={props.error ? "alert" : undefined}
      >
        {props.error ?? props.hint}
      </p>
    </div>
  );
}
