import { useId, useLayoutEffect, useRef } from "preact/hooks";
import type { InvitationResult } from "../../../shared/api/members.ts";
import type { Role } from "../../../shared/policy/roles.ts";
import { counted, formatNumber, problemText, t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { announce } from "../../ui/announce.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { say } from "../manage/toast.ts";
import { draft } from "../members/invite.ts";
import { OutcomeList } from "../members/OutcomeList.tsx";
import { wasRefused } from "../members/send-invitations.ts";
import { BadRows } from "./BadRows.tsx";
import {
  course,
  forgetList,
  holdListFor,
  isSending,
  type InviteList as List,
  list,
  listProblem,
  listResults,
  sendList,
  stopSending,
  takeFile,
  takeProblem,
} from "./invite-list.ts";

/** Many people at once, from a table: chosen as a file, or pasted into the field above. */
export function InviteList({ belonging: { workspace }, onInvited }: { belonging: Belonging; onInvited: () => void }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const role = draft.value.role ?? workspace.defaultRole;
  // Before anything of another workspace's is seen here.
  useLayoutEffect(() => holdListFor(workspace.id), [workspace.id]);

  async function send(): Promise<void> {
    const name = nameOf(list.value);
    const { results, ending } = await sendList(workspace.id, role);
    const sent = countSent(results);
    if (ending === "left") say(`${workspace.name} · ${name} · ${describeStopped(sent)}`);
    if (ending === "left" || ending === "forgotten") return;
    if (results.length > 0) announce(ending === "stopped" ? describeStopped(sent) : describeSent(sent));
    if (sent > 0) onInvited();
  }

  return (
    <div class="invite-list">
      <input
        ref={input}
        id={id}
        type="file"
        class="unseen"
        accept=".csv,.tsv,.txt,text/csv"
        aria-describedby={`${id}-columns`}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) void takeFile(file);
          // The same file, mended, may be chosen again.
          currentTarget.value = "";
        }}
      />
      <label for={id} class="button file-choice">
        <Icon name="upload" />
        {t("ext.list.choose")}
      </label>
      <p id={`${id}-columns`} class="small muted">
        {t("ext.list.columns")}
      </p>
      {list.value && <InHand list={list.value} role={role} onSend={() => void send()} />}
      {takeProblem.value && <Notice kind="problem">{t(`ext.list.take_${takeProblem.value}`)}</Notice>}
      {listProblem.value && <Notice kind="problem">{problemText(listProblem.value)}</Notice>}
      {listResults.value.length > 0 && <OutcomeList results={listResults.value} />}
    </div>
  );
}

function InHand({ list, role, onSend }: { list: List; role: Role; onSend: () => void }) {
  const count = list.people.length;
  const isAgain = listResults.value.length > 0;
  const isStopped = course.value === "stopped";
  return (
    <div class="in-hand">
      <p role="status">
        <strong>{nameOf(list)}</strong>
        <span class="small muted">{describeCourse(list, role)}</span>
      </p>
      <BadRows rows={list.bad} />
      <div class="actions">
        <button
          type="button"
          class="button"
          aria-disabled={course.value === "stopping"}
          onClick={isSending() ? stopSending : forgetList}
        >
          {t(count === 0 && isAgain ? "ext.list.done" : "ext.cancel")}
        </button>
        {count > 0 && (
          <button type="button" class="button primary" disabled={isSending()} onClick={onSend}>
            {isAgain && !isStopped
              ? t("ext.retry")
              : t(counted("ext.list.invite", count), { count: formatNumber(count) })}
          </button>
        )}
      </div>
    </div>
  );
}

function describeCourse(list: List, role: Role): string {
  const count = list.people.length;
  switch (course.value) {
    case "sending":
      return t("ext.list.sending");
    case "stopping":
      return t("ext.list.stopping");
    case "stopped":
      return `${describeStopped(countSent(listResults.value))} · ${describeRemaining(count)}`;
    default:
      return listResults.value.length > 0 ? describeLeft(count) : describeFound(list, role);
  }
}

/** `37 people · without a role of their own: Viewer`. */
function describeFound({ people }: List, role: Role): string {
  const found = t(counted("ext.list.people", people.length), { count: formatNumber(people.length) });
  const isEveryRoleSaid = people.every((one) => one.role !== null);
  return isEveryRoleSaid ? found : `${found} · ${t("ext.list.usual_role", { role: t(`role.${role}`) })}`;
}

function describeLeft(count: number): string {
  return count === 0 ? t("ext.list.all_sent") : t(counted("ext.list.left", count), { count: formatNumber(count) });
}

function nameOf(list: List | undefined): string {
  return list?.name || t("ext.list.pasted");
}

function describeStopped(count: number): string {
  return t(counted("ext.list.stopped", count), { count: formatNumber(count) });
}

function describeRemaining(count: number): string {
  return t("ext.list.remaining", { count: formatNumber(count) });
}

function countSent(results: readonly InvitationResult[]): number {
  return results.filter((result) => !wasRefused(result)).length;
}

function describeSent(count: number): string {
  return t(counted("ext.list.sent", count), { count: formatNumber(count) });
}
