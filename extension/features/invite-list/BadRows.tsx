import { counted, formatNumber, t } from "../../language.ts";
import type { BadRow } from "./invite-list.ts";

const NAMED = 3;

/** The first few rows that could not be read, and why; they are left out. */
export function BadRows({ rows }: { rows: BadRow[] }) {
  if (rows.length === 0) return null;
  const more = rows.length - NAMED;
  return (
    <ul class="bad-rows small">
      {rows.slice(0, NAMED).map(({ row, text, why }) => (
        <li key={row}>{t(`ext.list.bad_${why}`, { row: formatNumber(row), text })}</li>
      ))}
      {more > 0 && <li>{t(counted("ext.list.bad_more", more), { count: formatNumber(more) })}</li>}
    </ul>
  );
}
