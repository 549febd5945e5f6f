import type { Notification } from "../../../shared/api/notifications.ts";
import { t } from "../../language.ts";

/** What happened, in one sentence. */
export function describeNotification({ type, workspace, member }: Notification): string {
  const where = { workspace: workspace?.name ?? t("ext.note.a_workspace") };
  const who = nameOf(member) ?? t("ext.note.someone");
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
  }
}

/** Who it is about; undefined where that is not for the reader to see any more. */
export function nameOf(member: Notification["member"]): string | undefined {
  return member?.name || member?.email;
}
