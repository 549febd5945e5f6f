import type { Translate } from "../shared/i18n/message.ts";
import type { ApiProblem } from "./api-problem.ts";

/** A failure in words, with what to do next. */
export function problemWords(t: Translate, { code, details }: ApiProblem): string {
  if (code === "offline") return t("ext.offline");
  if (code === "rate_limited" && details.retryAfterSeconds !== undefined) {
    return t("ext.wait", { seconds: Math.max(1, Math.ceil(details.retryAfterSeconds)) });
  }
  if (code === "seats_in_use" && details.inUse !== undefined) {
    return t("ext.seats.in_use", { count: details.inUse });
  }
  if (code === "request_decided" && details.outcome !== undefined) {
    return t(`ext.requests.was_${details.outcome}`);
  }
  return t(`problem.${code}`);
}
