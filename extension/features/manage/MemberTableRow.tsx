import type { Member } from "../../../shared/api/members.ts";
import { nextStatus } from "../../../shared/policy/membership.ts";
import { mayHandOut, ROLES } from "../../../shared/policy/roles.ts";
import { formatDay, formatDaysLeft, t } from "../../language.ts";
import type { Belonging } from "../../session/me.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Select } from "../../ui/Select.tsx";
import { StatusLabel } from "../members/StatusLabel.tsx";
import { actsFor, busyMember, changeRole, doAct } from "./member-acts.ts";

type RowProps = { belonging: Belonging; member: Member };

export function MemberTableRow({ belonging, member }: RowProps) {
  const { name, email, status } = member;
  const who = name === "" ? email : name;
  const isMe = member.id === belonging.membershipId;
  return (
    <tr>
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
          </span>
        </div>
      </td>
      <td>
        <StatusLabel status={status} />
        <div class="small muted">{describeTime(member)}</div>
      </td>
      <td>
        <MemberRole belonging={belonging} member={member} who={who} />
      </td>
      <td class="acts">
        {actsFor(belonging, member).map((act) => (
          <button
            key={act}
            type="button"
            class={act === "remove" || act === "revoke" ? "button quiet danger" : "button quiet"}
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

function MemberRole({ belonging, member, who }: RowProps & { who: string }) {
  const roles = ROLES.filter((role) => mayHandOut(belonging.role, role));
  const mayChange =
    belonging.workspace.abilities.includes("members.manage") && nextStatus(member.status, "change_role") !== undefined;
  if (!mayChange || !roles.includes(member.role)) return <span>{t(`role.${member.role}`)}</span>;
  return (
    <Select
      label={t("ext.manage.role_of", { who })}
      value={member.role}
      options={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
      disabled={busyMember.value === member.id}
      onChange={(role) => void changeRole(belonging, member, role)}
    />
  );
}

function describeTime({ status, expiresAt, activatedAt }: Member): string {
  if (status === "invited" && expiresAt !== null) return t("ext.manage.expires", { when: formatDaysLeft(expiresAt) });
  return activatedAt === null ? "" : formatDay(activatedAt);
}
