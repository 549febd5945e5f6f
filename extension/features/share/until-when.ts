import { formatDay, t } from "../../language.ts";

/** `until 3 Mar 2027`, or that it is over. */
export function untilWhen(expiresAt: string): string {
  if (Date.parse(expiresAt) <= Date.now()) return t("ext.visibility.expired");
  return t("ext.visibility.until", { when: formatDay(expiresAt) });
}
