import type { Notification } from "../../../shared/api/notifications.ts";
import { t } from "../../language.ts";

/** What happened, in one sentence. */
export function describeNotification({ type, workspace, member, accessRequest }: Notification): string {
  const where = { workspace: workspace?.name ?? t("ext.note.a_workspace") };
  const who = nameOf(member ?? accessRequest) ?? t("ext.note.someone");
  const what = describeShare(accessRequest);
  switch (type) {
    case "join_request.received":
      return t("ext.note.request_received", { who, ...where });
    case "join_request.approved":
      return t("ext.note.request_approved", where);
    case "join_request.denied":
      return t("ext.note.request_denied", where);
    case "invitation.received":
      return t("ext.note.invitation_received", where);
    case "invitation.accepted":
      return t("ext.note.invitation_accepted", { who, ...where });
    case "membership.removed":
      return t("ext.note.removed", where);
    case "membership.suspended":
      return t("ext.note.suspended", where);
    case "membership.role_changed":
      return member
        ? t("ext.note.role_changed", { role: t(`role.${member.role}`), ...where })
        : t("ext.note.role_changed_somehow", where);
    case "seats.short":
      return t("ext.note.seats_short", where);
    case "access_request.received":
      return t("ext.note.access_received", { who, what });
    case "access_request.granted":
      return t("ext.note.access_granted", { what });
    case "access_request.declined":
      return t("ext.note.access_declined");
  }
}

/** To what access is asked for: by its kind and title where the reader may know them. */
function describeShare(request: Notification["accessRequest"]): string {
  const to = t(`to.${request?.shareKind ?? "something"}`);
  return request?.shareTitle ? t("ext.note.titled", { to, title: request.shareTitle }) : to;
}

/** Who it is about; undefined where that is not for the reader to see any more. */
export function nameOf(person: { name: string; email: string } | null): string | undefined {
  return person?.name || person?.email;
}
