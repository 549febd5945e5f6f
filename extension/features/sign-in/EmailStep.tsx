import { useSignal } from "@preact/signals";
import { problemText, t } from "../../language.ts";
import { Field } from "../../ui/Field.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { askForCode, busy, forgetsOnClose, malformed, problem } from "./sign-in.ts";

export function EmailStep() {
  const email = useSignal("");
  return (
    <form
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
          autofocus: true,
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
      <button type="submit" class="button primary wide" aria-disabled={busy.value} disabled={busy.value}>
        {t("sign_in.send")}
      </button>
    </form>
  );
}
