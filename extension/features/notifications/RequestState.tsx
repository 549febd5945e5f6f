import { useSignal } from "@preact/signals";
import type { Notification } from "../../../shared/api/notifications.ts";
import { t } from "../../language.ts";
import { say, sayProblem } from "../manage/toast.ts";
import { StatusLabel } from "../members/StatusLabel.tsx";
import { decideRequest } from "../requests/decide-request.ts";
import type { Decision } from "../requests/send-decision.ts";
import { Decide } from "./Decide.tsx";
import { nameOf } from "./describe-notification.ts";
import { markRead, showMember } from "./notifications.ts";

/** How it ended; one who was let in has gone since. */
function endOf({ activatedAt, endReason }: NonNullable<Notification["member"]>) {
  if (activatedAt !== null) return "ext.requests.left";
  return endReason === "withdrawn" ? "ext.requests.withdrawn" : "ext.requests.denied";
}

/** A request as it stands now: to be answered while it waits, else what became of it, wherever that was decided. */
export function RequestState({ notification }: { notification: Notification }) {
  const { id, member, workspaceId, readAt } = notification;
  const isBusy = useSignal(false);
  if (!member || workspaceId === null) return null;
  if (member.status === "ended") return <span class="small muted">{t(endOf(member))}</span>;
  if (member.status !== "requested") return <StatusLabel status={member.status} />;
  const who = nameOf(member) ?? "";

  async function decide(membershipId: string, workspaceId: string, decision: Decision): Promise<void> {
    if (isBusy.value) return;
    isBusy.value = true;
    const told = await decideRequest({ id: membershipId, workspaceId }, decision);
    isBusy.value = false;
    if ("problem" in told) return sayProblem(told.problem);
    showMember(told.member);
    say(
      decision === "deny"
        ? t("ext.done.deny", { who })
        : t("ext.done.approve", { who, role: t(`role.${told.member.role}`) }),
    );
    if (readAt === null) await markRead([id]);
  }

  const button = (decision: Decision, look: string) => (
    <button
      type="button"
      class={`button ${look}`}
      aria-disabled={isBusy.value}
      aria-label={t("ext.act.with", { act: t(`ext.act.${decision}`), who })}
      onClick={() => void decide(member.id, workspaceId, decision)}
    >
      {t(`ext.act.${decision}`)}
    </button>
  );
  return (
    <Decide>
      {button("deny", "")}
      {button("approve", "primary")}
    </Decide>
  );
}
