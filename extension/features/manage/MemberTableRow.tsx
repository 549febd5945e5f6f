import type { RefObject } from "preact";
import { useCallback, useRef } from "preact/hooks";
import type { Member } from "../../../shared/api/members.ts";
import { formatDay, formatDaysLeft, locale, t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { longAge } from "../../ui/describe-age.ts";
import { useFocusPassedOn } from "../../ui/use-focus-passed-on.ts";
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
  /** Where the focus goes when the row does. */
  place: RefObject<HTMLElement | null>;
};

export function MemberTableRow({ belonging, member, index, measure, place }: RowProps) {
  const row = useRef<HTMLTableRowElement>(null);
  const acts = useRef<HTMLTableCellElement>(null);
  useFocusPassedOn(row, place);
  const drawn = useCallback(
    (element: HTMLTableRowElement | null) => {
      row.current = element;
      measure(element);
    },
    [measure],
  );
  const { name, email, status } = member;
  const who = name === "" ? email : name;
  const isMe = member.id === belonging.membershipId;
  const request = requestsOf(belonging.workspace.id)?.find(({ id }) => id === member.id);
  return (
    // The line of heads is the first.
    <tr ref={drawn} data-index={index} aria-rowindex={index + 2}>
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
      <td ref={acts} class="acts" tabIndex={-1}>
        {actsFor(belonging, member).map((act) => (
          <ActButton key={act} act={act} belonging={belonging} member={member} who={who} acts={acts} />
        ))}
      </td>
    </tr>
  );
}

type ActProps = {
  act: Act;
  belonging: Belonging;
  member: Member;
  who: string;
  /** Where the others stand. */
  acts: RefObject<HTMLElement | null>;
};

/** What it does may leave others in its place. */
function ActButton({ act, belonging, member, who, acts }: ActProps) {
  const button = useRef<HTMLButtonElement>(null);
  useFocusPassedOn(button, acts);
  const whom = act === "leave" ? belonging.workspace.name : who;
  return (
    <button
      ref={button}
      type="button"
      class={`button ${LOOKS[act] ?? "quiet"}`}
      aria-label={t("ext.act.with", { act: t(`ext.act.${act}`), who: whom })}
      aria-disabled={busyMember.value === member.id}
      onClick={() => void doAct(act, belonging, member)}
    >
      {t(`ext.act.${act}`)}
    </button>
  );
}

function describeTime({ status, expiresAt, activatedAt }: Member, requestedAt: string | undefined): string {
  if (requestedAt !== undefined) return longAge(locale.value, requestedAt, Date.now());
  if (status === "invited" && expiresAt !== null) return t("ext.manage.expires", { when: formatDaysLeft(expiresAt) });
  return activatedAt === null ? "" : formatDay(activatedAt);
}
