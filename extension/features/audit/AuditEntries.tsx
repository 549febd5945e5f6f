import { Fragment } from "preact";
import { useCallback, useEffect, useRef } from "preact/hooks";
import type { AuditEntry } from "../../../shared/api/audit.ts";
import { t } from "../../language.ts";
import { useVirtualRows } from "../../ui/use-virtual-rows.ts";
import { AuditRow } from "./AuditRow.tsx";
import { entries, loadMoreEntries, nextEntries } from "./audit.ts";

const NONE: AuditEntry[] = [];
/** A sentence of one line, in pixels. */
const ROW_HEIGHT = 59;
/** Entries known beyond those that are drawn, before more are asked for. */
const KNOWN_AHEAD = 100;

/** Of all that was written those in view are drawn. */
export function AuditEntries({ workspaceId }: { workspaceId: string }) {
  const known = entries.value ?? NONE;
  const body = useRef<HTMLUListElement>(null);
  const { rows, below, measure } = useVirtualRows({
    count: known.length,
    rowHeight: ROW_HEIGHT,
    keyOf: useCallback((index) => known[index]?.id ?? String(index), [known]),
    body,
  });
  const wantsMore = nextEntries.value !== null && (rows.at(-1)?.index ?? 0) + KNOWN_AHEAD >= known.length;
  useEffect(() => {
    if (wantsMore) void loadMoreEntries();
  }, [wantsMore, nextEntries.value]);
  const size = nextEntries.value === null ? known.length : -1;

  return (
    <>
      <ul ref={body} class="entries" aria-label={t("ext.audit.title")}>
        {rows.map(({ index, above }) => {
          const entry = known[index];
          return (
            entry && (
              <Fragment key={entry.id}>
                {above > 0 && <li aria-hidden="true" style={{ height: `${above}px` }} />}
                <AuditRow workspaceId={workspaceId} entry={entry} index={index} size={size} measure={measure} />
              </Fragment>
            )
          );
        })}
        {below > 0 && <li aria-hidden="true" style={{ height: `${below}px` }} />}
      </ul>
      {nextEntries.value !== null && (
        <div class="more">
          <button type="button" class="button quiet" onClick={() => void loadMoreEntries()}>
            {t("ext.manage.more")}
          </button>
        </div>
      )}
    </>
  );
}
