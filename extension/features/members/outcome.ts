import type { InvitationResult } from "../../../shared/api/members.ts";
import { t } from "../../language.ts";

export function describeOutcome({ outcome }: InvitationResult): string {
  return outcome === "invited" ? t("status.invited") : t(`ext.outcome.${outcome}`);
}
