import { Fragment } from "preact";
import { useCallback, useEffect, useRef } from "preact/hooks";
import type { Member } from "../../../shared/api/members.ts";
import { t } from "../../language.ts";
import type { Belonging } from "../../session/belonging.ts";
import { useVirtualRows } from "../../ui/use-virtual-rows.ts";
import { MemberTableRow } from "./MemberTableRow.tsx";
import { listed, loadMoreMembers, members, nextCursor } from "./member-list.ts";

const NONE: Member[] = [];
/** A row of one line, in pixels. */
const ROW_HEIGHT = 54;
/** Members known beyond those that are drawn, before more are asked for: scrolling is ahead of none. */
const KNOWN_AHEAD = 100;

/** Of everyone in the workspace those in view are drawn; a screen reader hears which of how many they are. */
export function MemberTable({ belonging }: { belonging: Belonging }) {
  const known = members.value ?? NONE;
  const table = useRef<HTMLTableElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const { rows, below, measure } = useVirtualRows({
    count: known.length,
    rowHeight: ROW_HEIGHT,
    keyOf: useCallback((index) => known[index]?.id ?? String(index), [known]),
    body,
  });
  const wantsMore = nextCursor.value !== null && (rows.at(-1)?.index ?? 0) + KNOWN_AHEAD >= known.length;
  useEffect(() => {
    if (wantsMore) void loadMoreMembers();
  }, [wantsMore, nextCursor.value]);

  return (
    // With the line of its heads.
    <table ref={table} class="members" tabIndex={-1} aria-rowcount={listed.value === undefined ? -1 : listed.value + 1}>
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col">{t("ext.manage.person")}</th>
          <th scope="col">{t("ext.manage.status")}</th>
          <th scope="col">{t("ext.members.role")}</th>
          <th scope="col">
            <span class="unseen">{t("ext.manage.actions")}</span>
          </th>
        </tr>
      </thead>
      <tbody ref={body}>
        {rows.map(({ index, above }) => {
          const member = known[index];
          return (
            member && (
              <Fragment key={member.id}>
                {above > 0 && <Gap height={above} />}
                <MemberTableRow belonging={belonging} member={member} index={index} measure={measure} place={table} />
              </Fragment>
            )
          );
        })}
        {below > 0 && <Gap height={below} />}
      </tbody>
      {nextCursor.value !== null && (
        <tfoot>
          <tr>
            <td colSpan={4}>
              <button type="button" class="button quiet" onClick={() => void loadMoreMembers()}>
                {t("ext.manage.more")}
              </button>
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

/** Stands for rows that are not drawn. */
function Gap({ height }: { height: number }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: it is empty, and nothing in it takes focus
    <tr class="gap" aria-hidden="true">
      <td colSpan={4} style={{ height: `${height}px` }} />
    </tr>
  );
}
