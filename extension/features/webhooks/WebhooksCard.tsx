import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { WEBHOOKS_MAX } from "../../../shared/limits.ts";
import { problemText, t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { everySoOften } from "../../ui/every-so-often.ts";
import { Notice } from "../../ui/Notice.tsx";
import { ShownOnce } from "../../ui/ShownOnce.tsx";
import { SkeletonRows } from "../../ui/Skeleton.tsx";
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
  const title = useRef<HTMLHeadingElement>(null);
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
    <section class="card panel" aria-labelledby="webhooks-title">
      <div>
        <h2>
          <span ref={title} id="webhooks-title" tabIndex={-1}>
            {t("ext.webhooks.title")}
          </span>
          {!isMaking.value && mayMakeMore && (
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
          )}
        </h2>
        <p class="small muted">{t("ext.webhooks.note", { workspace: workspace.name })}</p>
      </div>
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
            title.current?.focus();
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
            title.current?.focus();
          }}
        />
      )}
      <Endpoints workspaceId={workspaceId} title={title} />
    </section>
  );
}

function Endpoints({ workspaceId, title }: { workspaceId: string; title: { current: HTMLElement | null } }) {
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
            <WebhookRow key={webhook.id} workspaceId={workspaceId} webhook={webhook} title={title} />
          ))}
        </ul>
      )}
    </>
  );
}
