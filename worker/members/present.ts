import type { JoinRequest } from "../../shared/api/join-requests.ts";
import type { Member } from "../../shared/api/members.ts";
import type { Locale } from "../../shared/i18n/locale.ts";
import { translate } from "../../shared/i18n/translate.ts";
import type { MembershipRow } from "../workspaces/authorize.ts";

export type ShownMembership = Pick<
  MembershipRow,
  "id" | "email" | "role" | "status" | "invitedAt" | "expiresAt" | "activatedAt"
>;

/** A member as the list shows them. The name is theirs to give: an invited person has none here yet. */
export function presentMember(row: ShownMembership, name: string | null, locale: Locale): Member {
  return {
    id: row.id,
    email: row.email,
    name: name ?? "",
    role: row.role,
    status: row.status,
    statusLabel: translate(locale, `status.${row.status}`),
    invitedAt: isoTime(row.invitedAt),
    expiresAt: row.status === "invited" ? isoTime(row.expiresAt) : null,
    activatedAt: isoTime(row.activatedAt),
  };
}

/** A join request as those who decide see it. */
export function presentRequest(row: MembershipRow, name: string | null, locale: Locale): JoinRequest {
  return {
    ...presentMember(row, name, locale),
    message: row.message ?? "",
    requestedAt: new Date(row.requestedAt ?? 0).toISOString(),
  };
}

function isoTime(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
