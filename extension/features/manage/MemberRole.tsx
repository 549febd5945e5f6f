import type { Member } from "../../../shared/api/members.ts";
import { nextStatus } from "../../../shared/policy/membership.ts";
import { mayHandOut, ROLES, type Role } from "../../../shared/policy/roles.ts";
import { t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { Select } from "../../ui/Select.tsx";
import { approvalRole, chooseApprovalRole } from "./approval-role.ts";
import { busyMember, changeRole } from "./member-acts.ts";

type MemberRoleProps = { belonging: Belonging; member: Member; who: string };

/** The role, to be changed where one may; for someone who asks, the one that approving gives. */
export function MemberRole({ belonging, member, who }: MemberRoleProps) {
  const { workspace } = belonging;
  const roles = ROLES.filter((role) => mayHandOut(belonging.role, role));
  const manages = workspace.abilities.includes("members.manage");
  const select = (label: string, value: Role, onChange: (role: Role) => void) => (
    <Select
      label={label}
      value={value}
      options={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
      disabled={busyMember.value === member.id}
      onChange={onChange}
    />
  );

  if (manages && member.status === "requested") {
    return select(t("ext.manage.role_on_approval", { who }), approvalRole(workspace, member.id), (role) =>
      chooseApprovalRole(member.id, role),
    );
  }
  const mayChange = manages && nextStatus(member.status, "change_role") !== undefined && roles.includes(member.role);
  if (!mayChange) return <span>{t(`role.${member.role}`)}</span>;
  return select(t("ext.manage.role_of", { who }), member.role, (role) => void changeRole(belonging, member, role));
}
