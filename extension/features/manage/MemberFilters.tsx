import { useEffect } from "preact/hooks";
import type { MembershipStatus } from "../../../shared/policy/membership.ts";
import { ROLES } from "../../../shared/policy/roles.ts";
import { formatNumber, t } from "../../language.ts";
import { SearchField } from "../../ui/SearchField.tsx";
import { Segments } from "../../ui/Segments.tsx";
import { Select } from "../../ui/Select.tsx";
import { DownloadButton } from "../download/DownloadButton.tsx";
import { changeFilter, counts, filter, membersFile, saveMembers } from "./member-list.ts";

const SHOWN = ["active", "invited", "requested", "suspended"] as const satisfies MembershipStatus[];

type MemberFiltersProps = { onChange: () => void; maySave: boolean };

/** Search, status with its count, role; and what they let through as a file. */
export function MemberFilters({ onChange, maySave }: MemberFiltersProps) {
  const { q, status, role } = filter.value;
  const byStatus = counts.value;
  // A search waits for a pause in the typing.
  useEffect(() => {
    const timer = setTimeout(onChange, q === "" ? 0 : 200);
    return () => clearTimeout(timer);
  }, [q, status, role]);

  const all = SHOWN.reduce((sum, each) => sum + (byStatus?.[each] ?? 0), 0);
  const choices = [
    { value: "" as const, label: withCount(t("ext.manage.all"), all) },
    ...SHOWN.filter((each) => each === status || (byStatus?.[each] ?? 0) > 0).map((value) => ({
      value,
      label: withCount(t(`status.${value}`), byStatus?.[value] ?? 0),
    })),
  ];
  return (
    <div class="filters">
      <SearchField label={t("ext.manage.search")} value={q} onInput={(value) => changeFilter({ q: value })} />
      <Select
        label={t("ext.members.role")}
        value={role}
        options={[
          { value: "" as const, label: t("ext.manage.all_roles") },
          ...ROLES.map((value) => ({ value, label: t(`role.${value}`) })),
        ]}
        onChange={(chosen) => changeFilter({ role: chosen })}
      />
      <Segments
        label={t("ext.manage.status")}
        value={status}
        options={choices}
        onChange={(chosen) => changeFilter({ status: chosen })}
      />
      {maySave && <DownloadButton label={t("ext.manage.csv")} download={membersFile} onPress={saveMembers} />}
    </div>
  );
}

function withCount(label: string, count: number): string {
  return `${label} ${formatNumber(count)}`;
}
