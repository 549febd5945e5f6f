import type { InputHTMLAttributes } from "preact";
import { useId } from "preact/hooks";

type FieldProps = {
  label: string;
  value: string;
  onInput: (value: string) => void;
  error?: string | undefined;
  hint?: string;
  input?: InputHTMLAttributes<HTMLInputElement>;
};

/** A labelled field whose error is read with it. */
export function Field({ label, value, onInput, error, hint, input = {} }: FieldProps) {
  const id = useId();
  const told = error ?? hint;
  return (
    <div class="labelled">
      <label for={id}>{label}</label>
      <input
        {...input}
        id={id}
        class={`field ${input.class ?? ""}`}
        value={value}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={told === undefined ? undefined : `${id}-told`}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {told !== undefined && (
        <p
          id={`${id}-told`}
          class={error === undefined ? "small muted" : "small bad"}
          role={error ? "alert" : undefined}
        >
          {told}
        </p>
      )}
    </div>
  );
}
