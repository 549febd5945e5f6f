import type { Member } from "../../../shared/api/members.ts";
import { formatDay, formatDaysLeft, locale, t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { longAge } from "../../ui/describe-age.ts";
import { StatusLabel } from "../members/StatusLabel.tsx";
import { requestsOf } from "../requests/requests.ts";
import { MemberRole } from "./MemberRole.tsx";
import { actsFor, busyMember, doAct } from "./member-acts.ts";
import type { Act } from "./send-act.ts";

/** What lets in stands out, what sends away warns; the rest is quiet. */
const LOOKS: Partial<Record<Act, string>> = {
  approve: "primary",
  deny: "quiet danger",
  revoke: "quiet danger",
  remove: "quiet danger",
};

type RowProps = {
  belonging: Belonging;
  member: Member;
  /** Its place in the list, from 0. */
  index: number;
  measure: (row: HTMLElement | null) => void;
};

export function MemberTableRow({ belonging, member, index, measure }: RowProps) {
  const { name, email, status } = member;
  const who = name === "" ? email : name;
  const isMe = member.id === belonging.membershipId;
  const request = requestsOf(belonging.workspace.id)?.find(({ id }) => id === member.id);
  return (
    // The line of heads is the first.
    <tr ref={measure} data-index={index} aria-rowindex={index + 2}>
      <td>
        <div class="row">
          <Avatar label={who} />
          <span class="who">
            <strong title={who}>
              {who}
              {isMe && <span class="muted"> ({t("ext.manage.you")})</span>}
            </strong>
            {name !== "" && (
              <span class="small muted" title={email}>
                {email}
              </span>
            )}
            {request && request.message !== "" && (
              <q class="small muted" title={request.message}>
                {request.message}
              </q>
            )}
          </span>
        </div>
      </td>
      <td>
        <StatusLabel status={status} />
        <div class="small muted">{describeTime(member, request?.requestedAt)}</div>
      </td>
      <td>
        <MemberRole belonging={belonging} member={member} who={who} />
      </td>
      <td class="acts">
        {actsFor(belonging, member).map((act) => (
          <button
            key={act}
            type="button"
            class={`button ${LOOKS[act] ?? "quiet"}`}
            aria-label={t("ext.act.with", {
              act: t(`ext.act.${act}`),
              who: act === "leave" ? belonging.workspace.name : who,
            })}
            disabled={busyMember.value === member.id}
            onClick={() => void doAct(act, belonging, member)}
          >
            {t(`ext.act.${act}`)}
          </button>
        ))}
      </td>
    </tr>
  );
}

function describeTime({ status, expiresAt, activatedAt }: Member, requestedAt: string | undefined): string {
  if (requestedAt !== undefined) return longAge(locale.value, requestedAt, Date.now());
  if (status === "invited" && expiresAt !== null) return t("ext.manage.expires", { when: formatDaysLeft(expiresAt) });
  return activatedAt === null ? "" : formatDay(activatedAt);
}
