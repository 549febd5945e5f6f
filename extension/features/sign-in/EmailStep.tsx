import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { problemText, t } from "../../language.ts";
import { Field } from "../../ui/Field.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { askForCode, busy, forgetsOnClose, malformed, problem } from "./sign-in.ts";

export function EmailStep() {
  const email = useSignal("");
  const form = useRef<HTMLFormElement>(null);
  // Also on the way back from the code, whose field has gone.
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  return (
    <form
      ref={form}
      class="steps"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void askForCode(email.value);
      }}
    >
      <h1>{t("ext.sign_in.title")}</h1>
      <p class="muted">{t("sign_in.intro")}</p>
      <Field
        label={t("sign_in.email")}
        value={email.value}
        onInput={(typed) => {
          email.value = typed;
          malformed.value = false;
        }}
        error={malformed.value ? t("sign_in.bad_email") : undefined}
        input={{
          type: "email",
          name: "email",
          autocomplete: "email",
          placeholder: t("sign_in.email_placeholder"),
          required: true,
        }}
      />
      <label class="tick small">
        <input
          type="checkbox"
          checked={forgetsOnClose.value}
          onChange={(event) => {
            forgetsOnClose.value = event.currentTarget.checked;
          }}
        />
        {t("ext.sign_in.forget")}
      </label>
      {problem.value && <Notice kind="problem">{problemText(problem.value)}</Notice>}
      <button type="submit" class="button primary wide" disabled={busy.value}>
        {t("sign_in.send")}
      </button>
    </form>
  );
}
