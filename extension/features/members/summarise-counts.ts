import type { MemberCounts } from "../../../shared/api/members.ts";
import { counted, formatNumber, t } from "../../language.ts";

/** `12 active · 3 invited`. */
export function summariseCounts({ active, invited }: MemberCounts): string {
  const parts = [t(counted("ext.members.active", active), { count: formatNumber(active) })];
  if (invited > 0) parts.push(t(counted("ext.members.invited", invited), { count: formatNumber(invited) }));
  return parts.join(" · ");
}
