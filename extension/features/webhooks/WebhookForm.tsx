import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import * as v from "valibot";
import { newWebhook } from "../../../shared/api/webhooks.ts";
import { WEBHOOK_URL_MAX } from "../../../shared/limits.ts";
import { problemText, t } from "../../language.ts";
import { Field } from "../../ui/Field.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { EventChoices } from "./EventChoices.tsx";
import { addressTrouble, troubled, type Wanted, webhookBusy, webhookProblem } from "./webhooks.ts";

type WebhookFormProps = {
  /** The endpoint that is changed; empty of one that is not made yet. */
  webhookId: string;
  /** What it is now; nothing of one that is not made yet. */
  before: Wanted;
  send: string;
  onSend: (wanted: Wanted) => void;
  onCancel: () => void;
  /** Reads what it is by now, where someone changed it meanwhile. */
  onReadAgain?: () => void;
};

/** Where messages go, and which. */
export function WebhookForm({ webhookId, before, send, onSend, onCancel, onReadAgain }: WebhookFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const url = useSignal(before.url);
  const events = useSignal(before.events);
  const isMistyped = useSignal(false);
  const problem = troubled.value === webhookId ? webhookProblem.value : undefined;
  const refused = isMistyped.value ? "mistyped" : addressTrouble(problem);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  // What was refused is to be typed anew.
  useEffect(() => {
    if (refused !== undefined) form.current?.querySelector("input")?.focus();
  }, [refused]);

  function submit(event: Event): void {
    event.preventDefault();
    const wanted = v.safeParse(newWebhook, { url: url.value.trim(), events: events.value });
    isMistyped.value = !wanted.success;
    if (wanted.success) onSend(wanted.output);
  }

  return (
    <form ref={form} class="link-form" noValidate onSubmit={submit}>
      <Field
        label={t("ext.webhooks.url")}
        value={url.value}
        error={refused === undefined ? undefined : describeRefusal(refused)}
        onInput={(typed) => {
          url.value = typed;
          isMistyped.value = false;
          if (refused !== undefined) webhookProblem.value = undefined;
        }}
        input={{
          type: "url",
          maxLength: WEBHOOK_URL_MAX,
          autocomplete: "off",
          spellcheck: false,
          placeholder: "https://crm.example.com/hooks",
        }}
      />
      <EventChoices
        chosen={events.value}
        onChange={(chosen) => {
          events.value = chosen;
        }}
      />
      {problem && refused === undefined && (
        <Notice
          kind="problem"
          {...(problem.code === "precondition_failed" && onReadAgain
            ? { action: { label: t("ext.webhooks.read_again"), run: onReadAgain } }
            : {})}
        >
          {problemText(problem)}
        </Notice>
      )}
      <div class="actions">
        <button type="button" class="button" onClick={onCancel}>
          {t("ext.cancel")}
        </button>
        <button
          type="submit"
          class="button primary"
          disabled={webhookBusy.value || url.value.trim() === "" || events.value.length === 0}
        >
          {send}
        </button>
      </div>
    </form>
  );
}

function describeRefusal(code: string): string {
  if (code === "private_address") return t("ext.webhooks.url_private");
  return t(code === "https" ? "ext.webhooks.url_https" : "ext.webhooks.url_mistyped");
}
