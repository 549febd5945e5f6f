import { useRef } from "preact/hooks";
import { WEBHOOK_EVENTS, type Webhook } from "../../../shared/api/webhooks.ts";
import { formatNumber, problemText, t } from "../../language.ts";
import { confirmFirst } from "../../ui/ConfirmDialog.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { exactTime } from "../../ui/Time.tsx";
import { useFocusPassedOn } from "../../ui/use-focus-passed-on.ts";
import { say } from "../manage/toast.ts";
import { titleIdOf } from "../settings/anchors.ts";
import { Deliveries } from "./Deliveries.tsx";
import { sending, sendTest, unfold, unfolded } from "./deliveries.ts";
import { describeEvent } from "./describe-event.ts";
import { WebhookForm } from "./WebhookForm.tsx";
import {
  changeWebhook,
  deleteWebhook,
  editing,
  editWebhook,
  renewSecret,
  stopEditing,
  troubled,
  turn,
  webhookBusy,
  webhookProblem,
} from "./webhooks.ts";

type WebhookRowProps = {
  workspaceId: string;
  webhook: Webhook;
};

/** One endpoint, what may be done with it, and below it what was sent there. */
export function WebhookRow({ workspaceId, webhook }: WebhookRowProps) {
  const row = useRef<HTMLLIElement>(null);
  useFocusPassedOn(row, titleIdOf("webhooks"));
  const name = useRef<HTMLElement>(null);
  const { id, url, events, enabled, disabledReason, previousSecretUntil } = webhook;
  const edited = editing.value?.webhook.id === id ? editing.value : undefined;
  const problem = troubled.value === id && !edited ? webhookProblem.value : undefined;
  return (
    <li ref={row} class="webhook">
      <div class="webhook-head">
        <strong ref={name} class="webhook-url" tabIndex={-1}>
          {url}
        </strong>
        <span class={enabled ? "status active" : "status suspended"}>
          {t(enabled ? "ext.webhooks.on" : "ext.webhooks.off")}
        </span>
      </div>
      {disabledReason === "gone" && <p class="small">{t("ext.webhooks.gone")}</p>}
      <p class="small muted">
        {events.length === WEBHOOK_EVENTS.length ? t("ext.webhooks.all_events") : events.map(describeEvent).join(" · ")}
      </p>
      {previousSecretUntil !== null && (
        <p class="small muted">{t("ext.webhooks.previous", { when: exactTime(previousSecretUntil) })}</p>
      )}
      {problem && <Notice kind="problem">{problemText(problem)}</Notice>}
      {edited ? (
        <WebhookForm
          key={edited.version}
          webhookId={id}
          before={edited.webhook}
          send={t("ext.webhooks.save")}
          onSend={(wanted) =>
            void changeWebhook(edited, wanted).then((isDone) => {
              if (!isDone) return;
              name.current?.focus();
              say(t("ext.webhooks.saved"));
            })
          }
          onCancel={() => {
            stopEditing();
            name.current?.focus();
          }}
          onReadAgain={() => void editWebhook(id)}
        />
      ) : (
        <Acts workspaceId={workspaceId} webhook={webhook} />
      )}
      {unfolded.value === id && <Deliveries workspaceId={workspaceId} webhook={webhook} />}
    </li>
  );
}

function Acts({ workspaceId, webhook: { id, url, enabled } }: WebhookRowProps) {
  const isUnfolded = unfolded.value === id;
  const acts = [
    ...(enabled ? [{ key: "test", act: t("ext.webhooks.test"), run: () => sendTest(workspaceId, id) }] : []),
    { key: "edit", act: t("ext.webhooks.edit"), run: () => editWebhook(id) },
    { key: "turn", act: t(enabled ? "ext.webhooks.turn_off" : "ext.webhooks.turn_on"), run: () => turn(id, !enabled) },
    { key: "secret", act: t("ext.webhooks.new_secret"), run: () => askForSecret(id, url) },
  ];
  const isBusy = webhookBusy.value || sending.value === id;
  return (
    <div class="webhook-acts">
      <button
        type="button"
        class="button quiet"
        aria-expanded={isUnfolded}
        aria-label={t("ext.act.with", { act: t("ext.webhooks.deliveries"), who: url })}
        onClick={() => unfold(isUnfolded ? undefined : id)}
      >
        <Icon name="chevron" />
        {t("ext.webhooks.deliveries")}
      </button>
      {acts.map(({ key, act, run }) => (
        <button
          key={key}
          type="button"
          class="button quiet"
          aria-disabled={isBusy}
          aria-label={t("ext.act.with", { act, who: url })}
          onClick={() => void run()}
        >
          {act}
        </button>
      ))}
      <button
        type="button"
        class="button quiet danger"
        aria-disabled={isBusy}
        aria-label={t("ext.act.with", { act: t("ext.keys.delete"), who: url })}
        onClick={() => void askToDelete(id, url)}
      >
        {t("ext.keys.delete")}
      </button>
    </div>
  );
}

async function askForSecret(webhookId: string, url: string): Promise<void> {
  const sure = await confirmFirst({
    title: t("ext.webhooks.secret_title", { where: url }),
    text: t("ext.webhooks.secret_text", { hours: formatNumber(24) }),
    yes: t("ext.webhooks.new_secret"),
  });
  if (sure) await renewSecret(webhookId);
}

async function askToDelete(webhookId: string, url: string): Promise<void> {
  const sure = await confirmFirst({
    title: t("ext.keys.delete_title", { name: url }),
    text: t("ext.webhooks.delete_text"),
    yes: t("ext.keys.delete"),
  });
  if (sure && (await deleteWebhook(webhookId))) say(t("ext.webhooks.deleted"));
}
