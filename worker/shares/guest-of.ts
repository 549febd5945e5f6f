import type { GuestBy } from "../../shared/policy/share-access.ts";
import type { ShareRow } from "./present.ts";
import type { ViewerRow } from "./read-share.ts";

/**
 * How a share names someone as its guest. Whoever is suspended in the workspace is nobody's guest there; whoever was
 * removed is one only by their own address, named after that.
 */
export function guestOf({ guests }: ShareRow, { user, barredAt }: ViewerRow): GuestBy {
  const isNamed = guests.some(({ guest, since }) => guest === user.emailKey && since >= (barredAt ?? 0));
  if (isNamed) return "address";
  const isOnDomain = barredAt === null && guests.some(({ guest }) => guest === user.companyDomain);
  return isOnDomain ? "domain" : null;
}
