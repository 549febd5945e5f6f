import type { InvitationResult } from "../../../shared/api/members.ts";
import { t } from "../../language.ts";

export function describeOutcome({ outcome }: Pick<InvitationResult, "outcome">): string {
  return outcome === "invited" ? t("status.invited") : t(`ext.outcome.${outcome}`);
}
