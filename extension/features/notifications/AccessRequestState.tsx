import { useSignal } from "@preact/signals";
import type { ToldAccessRequest } from "../../../shared/api/access-requests.ts";
import type { GrantLevel } from "../../../shared/policy/access.ts";
import { t } from "../../language.ts";
import { Select } from "../../ui/Select.tsx";
import { say, sayProblem } from "../manage/toast.ts";
import { Decide } from "./Decide.tsx";
import { decideAccess } from "./decide-access.ts";
import { markRead } from "./notifications.ts";

type AccessRequestStateProps = { request: ToldAccessRequest; notificationId: string; isRead: boolean };

/** A request for access as it stands now: to be answered while it is open, else what was decided, wherever that was. */
export function AccessRequestState({ request, notificationId, isRead }: AccessRequestStateProps) {
  const isBusy = useSignal(false);
  const level = useSignal<GrantLevel>("view");
  const { state, isMember } = request;
  if (state !== "open") return <span class="small muted">{t(`ext.access.${state}`)}</span>;
  const who = request.name || request.email;

  async function decide(granted: GrantLevel | undefined): Promise<void> {
    if (isBusy.value) return;
    isBusy.value = true;
    const problem = await decideAccess(request, granted);
    isBusy.value = false;
    if (problem) return sayProblem(problem);
    say(t(granted ? "ext.access.done_grant" : "ext.access.done_decline", { who }));
    if (!isRead) await markRead([notificationId]);
  }

  return (
    <Decide>
      {isMember && (
        <Select
          label={t("ext.access.level", { who })}
          value={level.value}
          options={[
            { value: "view", label: t("ext.access.view") },
            { value: "edit", label: t("ext.access.edit") },
          ]}
          onChange={(value) => {
            level.value = value;
          }}
        />
      )}
      <button
        type="button"
        class="button"
        aria-disabled={isBusy.value}
        aria-label={t("ext.access.decline_long", { who })}
        onClick={() => void decide(undefined)}
      >
        {t("ext.access.decline")}
      </button>
      <button
        type="button"
        class="button primary"
        aria-disabled={isBusy.value}
        aria-label={t("ext.access.grant_long", { who })}
        onClick={() => void decide(level.value)}
      >
        {t("ext.access.grant")}
      </button>
    </Decide>
  );
}
