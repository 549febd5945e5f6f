import { useEffect, useRef } from "preact/hooks";
import { t } from "../language.ts";
import { CopyButton } from "./CopyButton.tsx";

type ShownOnceProps = {
  title: string;
  note: string;
  /** What the secret is called, and the button that copies it. */
  label: string;
  copy: string;
  secret: string;
  onKept: () => void;
};

/** The one time that a secret is said. The form that made it has gone, and the focus with it. */
export function ShownOnce({ title, note, label, copy, secret, onKept }: ShownOnceProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <div class="in-hand">
      <p>
        <strong>{title}</strong>
        <span class="small">{note}</span>
      </p>
      <div class="field-and-button">
        <input
          ref={field}
          class="field"
          readOnly
          aria-label={label}
          value={secret}
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton text={secret} look="primary" label={copy} />
      </div>
      <div class="actions">
        <button type="button" class="button" onClick={onKept}>
          {t("ext.keys.kept")}
        </button>
      </div>
    </div>
  );
}
