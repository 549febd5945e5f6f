import type { RefObject } from "preact";
import { AUDIT_ACTIONS } from "../../../shared/audit-actions.ts";
import { t } from "../../language.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Select } from "../../ui/Select.tsx";
import { FindMember } from "../content/FindMember.tsx";
import { nameOf } from "../content/node-access.ts";
import { auditFilter, filterAudit, TIMES } from "./audit.ts";
import { ACTION_GROUPS, actionsOf } from "./describe-entry.ts";

type AuditFiltersProps = { workspaceId: string; title: RefObject<HTMLElement | null> };

/** By person, by what was done, by time. */
export function AuditFilters({ workspaceId, title }: AuditFiltersProps) {
  const { actor, since } = auditFilter.value;
  return (
    <div class="audit-filters">
      <div class="audit-person">
        {actor ? (
          <button
            type="button"
            class="button"
            aria-label={t("ext.audit.not_only", { who: actor.name })}
            onClick={() => {
              void filterAudit({ actor: undefined });
              title.current?.focus();
            }}
          >
            <span class="tree-title">{actor.name}</span>
            <Icon name="close" />
          </button>
        ) : (
          <FindMember
            workspaceId={workspaceId}
            label={t("ext.audit.by_person")}
            icon="chevron"
            without={[]}
            onPick={(member) => {
              void filterAudit({ actor: { id: member.id, name: nameOf(member) } });
              title.current?.focus();
            }}
          />
        )}
      </div>
      <ActionChoice />
      <Select
        label={t("ext.audit.since")}
        value={since}
        options={TIMES.map((value) => ({ value, label: t(`ext.audit.since_${value}`) }))}
        onChange={(chosen) => void filterAudit({ since: chosen })}
      />
    </div>
  );
}

/** There are many: they stand in groups. */
function ActionChoice() {
  return (
    <span class="select">
      <select
        class="field"
        aria-label={t("ext.audit.action")}
        value={auditFilter.value.action}
        onChange={({ currentTarget: { value } }) =>
          void filterAudit({ action: AUDIT_ACTIONS.find((action) => action === value) ?? "" })
        }
      >
        <option value="">{t("ext.audit.every_action")}</option>
        {ACTION_GROUPS.map((group) => (
          <optgroup key={group} label={t(`ext.audit.group_${group}`)}>
            {actionsOf(group).map((action) => (
              <option key={action} value={action}>
                {t(`ext.audit.is.${action}`)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <Icon name="chevron" />
    </span>
  );
}
