import type { MembershipStatus } from "../../../shared/policy/membership.ts";
import { t } from "../../language.ts";

/** A status by word and shape, never by colour alone. */
export function StatusLabel({ status }: { status: MembershipStatus }) {
  return <span class={`status ${status}`}>{t(`status.${status}`)}</span>;
}
