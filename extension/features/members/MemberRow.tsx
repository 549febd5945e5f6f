import type { Member } from "../../../shared/api/members.ts";
import { t } from "../../language.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { StatusLabel } from "./StatusLabel.tsx";

export function MemberRow({ member }: { member: Member }) {
  const { name, email, role, status } = member;
  return (
    <li class="row">
      <Avatar label={name === "" ? email : name} />
      <span class="who">
        <strong title={email}>{name === "" ? email : name}</strong>
        <span class="small muted">{t(`role.${role}`)}</span>
      </span>
      <StatusLabel status={status} />
    </li>
  );
}
