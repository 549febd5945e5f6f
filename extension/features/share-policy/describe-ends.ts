import type { PolicyPreview } from "../../../shared/api/workspaces.ts";
import { counted, formatNumber, t } from "../../language.ts";

/** `This will close 2 links.`, then what goes at those that stay open; `narrowsGuests` where it is to let in fewer. */
export function describeEnds(ends: Omit<PolicyPreview, "closes">, narrowsGuests: boolean): [string, ...string[]] {
  const { count, guests, downloads } = ends;
  const lost = [
    ...sayCount("ext.share_policy.ends_addresses", guests.addresses),
    ...sayCount("ext.share_policy.ends_domains", guests.domains),
  ];
  return [
    sayCount("ext.share_policy.closes", count)[0] ?? t("ext.share_policy.closes_none"),
    ...(narrowsGuests && lost.length === 0 ? [t("ext.share_policy.ends_no_guest")] : lost),
    ...sayCount("ext.share_policy.ends_downloads", downloads),
  ];
}

type Counted = `ext.share_policy.${"closes" | "ends_addresses" | "ends_domains" | "ends_downloads"}`;

function sayCount(words: Counted, count: number): string[] {
  return count === 0 ? [] : [t(counted(words, count), { count: formatNumber(count) })];
}
