import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { JoinRequest } from "../../../shared/api/join-requests.ts";
import type { ApiProblem } from "../../api-problem.ts";
import { problemText, t } from "../../language.ts";
import { type Belonging, mayInvite } from "../../session/belonging.ts";
import { announce } from "../../ui/announce.ts";
import { Notice } from "../../ui/Notice.tsx";
import { decideRequest } from "./decide-request.ts";
import { RequestRow } from "./RequestRow.tsx";
import { countLabel } from "./read-requests.ts";
import { requestsOf } from "./requests.ts";
import type { Decision } from "./send-decision.ts";

const SHOWN = 3;

/** Why the last decision did not count, and about whom. */
const refusal = signal<{ id: string; who: string; problem: ApiProblem } | undefined>();

function forgetRefusal(): void {
  refusal.value = undefined;
}

/** Who asks to join the workspace in view, to answer in place. */
export function Requests({ belonging }: { belonging: Belonging }) {
  const { workspace } = belonging;
  const section = useRef<HTMLElement>(null);
  const waiting = mayInvite(belonging) ? (requestsOf(workspace.id) ?? []) : [];
  useEffect(() => forgetRefusal, [workspace.id]);
  if (waiting.length === 0 && !refusal.value) return null;

  async function decide({ id, name, email }: JoinRequest, decision: Decision): Promise<void> {
    const who = name === "" ? email : name;
    refusal.value = undefined;
    const answered = decideRequest({ id, workspaceId: workspace.id }, decision);
    // The row has gone, and the focus with it.
    requestAnimationFrame(() => focusNext(section.current, decision));
    const told = await answered;
    if ("problem" in told) refusal.value = { id, who, problem: told.problem };
    else if (decision === "deny") announce(t("ext.done.deny", { who }));
    else announce(t("ext.done.approve", { who, role: t(`role.${told.member.role}`) }));
  }

  return (
    <section ref={section} aria-labelledby="requests-title">
      <h2>
        <span id="requests-title">
          {t("ext.requests.title")}
          {waiting.length > 0 && <span class="badge">{countLabel(waiting.length)}</span>}
        </span>
        <a class="button quiet" href="/manage.html#members/requested" target="_blank" rel="noopener">
          {t("ext.requests.all")}
        </a>
      </h2>
      {refusal.value && (
        <Notice kind="problem">
          {t("ext.requests.refused", { who: refusal.value.who, reason: problemText(refusal.value.problem) })}
        </Notice>
      )}
      <ul class="rows">
        {waiting.slice(0, SHOWN).map((request) => (
          <RequestRow
            key={request.id}
            request={request}
            role={workspace.defaultRole}
            isRefused={refusal.value?.id === request.id}
            onDecide={(decision) => void decide(request, decision)}
          />
        ))}
      </ul>
    </section>
  );
}

/** On to the same button of who comes next, else to where the popup's content begins. */
function focusNext(section: HTMLElement | null, decision: Decision): void {
  const next = section?.querySelector<HTMLElement>(`[data-decision=${decision}]`) ?? document.querySelector("main");
  next?.focus();
}
