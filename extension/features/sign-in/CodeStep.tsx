import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { CODE_DIGITS } from "../../../shared/limits.ts";
import { problemText, t } from "../../language.ts";
import { announce } from "../../ui/announce.ts";
import { Field } from "../../ui/Field.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { askForCode, busy, enterCode, malformed, problem, startOver } from "./sign-in.ts";

export function CodeStep({ email }: { email: string }) {
  const code = useSignal("");
  const form = useRef<HTMLFormElement>(null);
  // The step before has gone, and the focus with it.
  useEffect(() => form.current?.querySelector("input")?.focus(), []);

  function type(typed: string): void {
    code.value = typed;
    malformed.value = false;
    if (typed.replace(/\D/g, "").length === CODE_DIGITS && !busy.value) void enterCode(typed);
  }

  async function sendAgain(): Promise<void> {
    code.value = "";
    if (await askForCode(email)) announce(t("ext.sign_in.sent_again", { email }));
  }

  return (
    <form
      ref={form}
      class="steps"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void enterCode(code.value);
      }}
    >
      <h1>{t("sign_in.code_title")}</h1>
      <p class="muted">{t("sign_in.code_intro", { email })}</p>
      <Field
        label={t("sign_in.code")}
        value={code.value}
        onInput={type}
        error={malformed.value ? t("ext.sign_in.bad_code") : undefined}
        hint={t("ext.sign_in.come_back")}
        input={{ class: "code", inputMode: "numeric", autocomplete: "one-time-code", maxLength: 12, name: "code" }}
      />
      {problem.value && <Notice kind="problem">{problemText(problem.value)}</Notice>}
      <button type="submit" class="button primary wide" disabled={busy.value}>
        {t("sign_in.continue")}
      </button>
      <div class="pair">
        <button type="button" class="button quiet" onClick={sendAgain} disabled={busy.value}>
          {t("ext.sign_in.again")}
        </button>
        <button type="button" class="button quiet" onClick={startOver}>
          {t("ext.sign_in.other")}
        </button>
      </div>
    </form>
  );
}
