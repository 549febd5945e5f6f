import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { WEBHOOKS_MAX } from "../../../shared/limits.ts";
import { problemText, t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { everySoOften } from "../../ui/every-so-often.ts";
import { Notice } from "../../ui/Notice.tsx";
import { ShownOnce } from "../../ui/ShownOnce.tsx";
import { SkeletonRows } from "../../ui/Skeleton.tsx";
import { focusSection } from "../settings/anchors.ts";
import { SettingsCard } from "../settings/SettingsCard.tsx";
import { unfold } from "./deliveries.ts";
import { WebhookForm } from "./WebhookForm.tsx";
import { WebhookRow } from "./WebhookRow.tsx";
import {
  forgetWebhooks,
  loadWebhooks,
  madeSecret,
  makeWebhook,
  webhookProblem,
  webhooks,
  webhooksProblem,
} from "./webhooks.ts";

const LOOK_AGAIN = 60_000;
const NOTHING_YET = { url: "", events: [] };

/** Where one's own services are told of what happens in this workspace. */
export function WebhooksCard({ belonging: { workspace } }: { belonging: Belonging }) {
  const { id: workspaceId } = workspace;
  const isMaking = useSignal(false);
  useEffect(() => {
    const look = () => void loadWebhooks(workspaceId);
    look();
    const stop = everySoOften(LOOK_AGAIN, look);
    return () => {
      stop();
      forgetWebhooks();
      unfold(undefined);
    };
  }, [workspaceId]);
  const mayMakeMore = (webhooks.value?.length ?? 0) < WEBHOOKS_MAX;
  return (
    <SettingsCard
      name="webhooks"
      note={t("ext.webhooks.note", { workspace: workspace.name })}
      action={
        !isMaking.value &&
        mayMakeMore && (
          <button
            type="button"
            class="button quiet"
            onClick={() => {
              madeSecret.value = undefined;
              isMaking.value = true;
            }}
          >
            {t("ext.webhooks.new")}
          </button>
        )
      }
    >
      {isMaking.value && (
        <WebhookForm
          webhookId=""
          before={NOTHING_YET}
          send={t("ext.webhooks.make")}
          onSend={(wanted) =>
            void makeWebhook(wanted).then((isMade) => {
              if (isMade) isMaking.value = false;
            })
          }
          onCancel={() => {
            webhookProblem.value = undefined;
            isMaking.value = false;
            focusSection("webhooks");
          }}
        />
      )}
      {madeSecret.value && (
        <ShownOnce
          key={madeSecret.value.secret}
          title={t("ext.webhooks.secret_of", { where: madeSecret.value.url })}
          note={t("ext.webhooks.secret_note")}
          label={t("ext.webhooks.secret")}
          copy={t("ext.webhooks.copy")}
          secret={madeSecret.value.secret}
          onKept={() => {
            madeSecret.value = undefined;
            focusSection("webhooks");
          }}
        />
      )}
      <Endpoints workspaceId={workspaceId} />
    </SettingsCard>
  );
}

function Endpoints({ workspaceId }: { workspaceId: string }) {
  const shown = webhooks.value;
  const problem = webhooksProblem.value;
  return (
    <>
      {problem && (
        <Notice kind="problem" action={{ label: t("ext.retry"), run: () => void loadWebhooks(workspaceId) }}>
          {problemText(problem)}
        </Notice>
      )}
      {!shown && !problem && <SkeletonRows count={2} label={t("ext.loading")} />}
      {shown?.length === 0 && <p class="muted">{t("ext.webhooks.none")}</p>}
      {shown && shown.length > 0 && (
        <ul class="lines">
          {shown.map((webhook) => (
            <WebhookRow key={webhook.id} workspaceId={workspaceId} webhook={webhook} />
          ))}
        </ul>
      )}
    </>
  );
}
