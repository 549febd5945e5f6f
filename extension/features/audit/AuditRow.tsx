import type { AuditEntry } from "../../../shared/api/audit.ts";
import { locale, t } from "../../language.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Time } from "../../ui/Time.tsx";
import { foldEntry, unfoldedEntries } from "./audit.ts";
import { describeEntry } from "./describe-entry.ts";
import { EntryDetails } from "./EntryDetails.tsx";

type AuditRowProps = {
  workspaceId: string;
  entry: AuditEntry;
  /** Its place in the list, from 0. */
  index: number;
  /** How many there are; -1 while that is not known. */
  size: number;
  measure: (row: HTMLElement | null) => void;
};

export function AuditRow({ workspaceId, entry, index, size, measure }: AuditRowProps) {
  const { id, at, actor } = entry;
  const isOpen = unfoldedEntries.value.has(id);
  return (
    <li ref={measure} class="entry" data-index={index} aria-posinset={index + 1} aria-setsize={size}>
      <Avatar label={actor ? actor.name || actor.email : t("ext.audit.foyer")} />
      <details open={isOpen} onToggle={({ currentTarget }) => foldEntry(id, currentTarget.open)}>
        <summary>
          <span class="sentence">{describeEntry(t, locale.value, entry)}</span>
          <span class="small muted">
            <Time at={at} />
          </span>
          <Icon name="chevron" />
        </summary>
        {isOpen && <EntryDetails workspaceId={workspaceId} entry={entry} />}
      </details>
    </li>
  );
}
