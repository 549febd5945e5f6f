import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { ApiKey } from "../../../shared/api/api-keys.ts";
import { formatDay, locale, problemText, t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { confirmFirst } from "../../ui/ConfirmDialog.tsx";
import { longAge } from "../../ui/describe-age.ts";
import { everySoOften } from "../../ui/every-so-often.ts";
import { Notice } from "../../ui/Notice.tsx";
import { ShownOnce } from "../../ui/ShownOnce.tsx";
import { SkeletonRows } from "../../ui/Skeleton.tsx";
import { useFocusPassedOn } from "../../ui/use-focus-passed-on.ts";
import { say } from "../manage/toast.ts";
import { focusSection, titleIdOf } from "../settings/anchors.ts";
import { SettingsCard } from "../settings/SettingsCard.tsx";
import { ApiKeyForm } from "./ApiKeyForm.tsx";
import {
  apiKeys,
  deleteApiKey,
  forgetApiKeys,
  keyBusy,
  keyProblem,
  keysProblem,
  loadApiKeys,
  loadMoreKeys,
  madeKey,
  moreKeys,
} from "./api-keys.ts";
import { describeScope } from "./describe-scope.ts";

const LOOK_AGAIN = 60_000;

/** Keys for programs in this workspace: made, shown once, deleted. One's own, and to whoever manages security everyone's. */
export function ApiKeysCard({ belonging }: { belonging: Belonging }) {
  const { id: workspaceId } = belonging.workspace;
  const isMaking = useSignal(false);
  useEffect(() => {
    const look = () => void loadApiKeys(workspaceId);
    look();
    const stop = everySoOften(LOOK_AGAIN, look);
    return () => {
      stop();
      forgetApiKeys();
    };
  }, [workspaceId]);
  return (
    <SettingsCard
      name="keys"
      note={t("ext.keys.note", { workspace: belonging.workspace.name })}
      action={
        !isMaking.value && (
          <button
            type="button"
            class="button quiet"
            onClick={() => {
              madeKey.value = undefined;
              isMaking.value = true;
            }}
          >
            {t("ext.keys.new")}
          </button>
        )
      }
    >
      {keyProblem.value && <Notice kind="problem">{problemText(keyProblem.value)}</Notice>}
      {isMaking.value && (
        <ApiKeyForm
          onMade={() => {
            isMaking.value = false;
          }}
          onCancel={() => {
            isMaking.value = false;
            focusSection("keys");
          }}
        />
      )}
      {madeKey.value && (
        <ShownOnce
          key={madeKey.value.id}
          title={t("ext.keys.made", { name: madeKey.value.name })}
          note={t("ext.keys.made_note")}
          label={t("ext.keys.key")}
          copy={t("ext.keys.copy")}
          secret={madeKey.value.key}
          onKept={() => {
            madeKey.value = undefined;
            focusSection("keys");
          }}
        />
      )}
      <Keys belonging={belonging} />
    </SettingsCard>
  );
}

function Keys({ belonging }: { belonging: Belonging }) {
  const shown = apiKeys.value;
  const problem = keysProblem.value;
  return (
    <>
      {problem && (
        <Notice kind="problem" action={{ label: t("ext.retry"), run: () => void loadApiKeys(belonging.workspace.id) }}>
          {problemText(problem)}
        </Notice>
      )}
      {!shown && !problem && <SkeletonRows count={2} label={t("ext.loading")} />}
      {shown?.length === 0 && <p class="muted">{t("ext.keys.none")}</p>}
      {shown && shown.length > 0 && (
        <ul class="lines">
          {shown.map((key) => (
            <KeyRow key={key.id} apiKey={key} isMine={key.madeBy.membershipId === belonging.membershipId} />
          ))}
        </ul>
      )}
      {moreKeys.value !== null && (
        <button type="button" class="button quiet" onClick={() => void loadMoreKeys()}>
          {t("ext.manage.more")}
        </button>
      )}
    </>
  );
}

function KeyRow({ apiKey, isMine }: { apiKey: ApiKey; isMine: boolean }) {
  const row = useRef<HTMLLIElement>(null);
  useFocusPassedOn(row, titleIdOf("keys"));
  const { id, name, prefix, scopes, madeBy } = apiKey;
  async function remove(): Promise<void> {
    if (keyBusy.value) return;
    const sure = await confirmFirst({
      title: t("ext.keys.delete_title", { name }),
      text: t("ext.keys.delete_text"),
      yes: t("ext.keys.delete"),
    });
    if (sure && (await deleteApiKey(id))) say(t("ext.keys.deleted", { name }));
  }
  return (
    <li ref={row} class="row">
      <span class="who">
        <strong>
          {name} <code class="small muted">{prefix}…</code>
        </strong>
        <span class="small muted">{scopes.map(describeScope).join(" · ")}</span>
        <span class="small muted">{describeTimes(apiKey)}</span>
        {!isMine && <span class="small muted">{t("ext.keys.made_by", { who: madeBy.name || madeBy.email })}</span>}
      </span>
      <button
        type="button"
        class="button quiet danger"
        aria-disabled={keyBusy.value}
        aria-label={t("ext.act.with", { act: t("ext.keys.delete"), who: name })}
        onClick={() => void remove()}
      >
        {t("ext.keys.delete")}
      </button>
    </li>
  );
}

/** `Used 3 days ago · Expires 3 Mar 2027`. */
function describeTimes({ lastUsedAt, expiresAt }: ApiKey): string {
  const now = Date.now();
  const used =
    lastUsedAt === null ? t("ext.keys.unused") : t("ext.keys.used", { when: longAge(locale.value, lastUsedAt, now) });
  if (expiresAt === null) return `${used} · ${t("ext.keys.for_ever")}`;
  const isOver = Date.parse(expiresAt) <= now;
  return `${used} · ${t(isOver ? "ext.keys.over" : "ext.keys.expires", { when: formatDay(expiresAt) })}`;
}
