import type { MessageKey } from "../../../shared/i18n/message.ts";
import type { ApiProblem } from "../../api-problem.ts";
import { formatNumber, problemText, t } from "../../language.ts";

const REASONS = [
  "no_header",
  "no_cues",
  "not_utf8",
  "no_timing",
  "unreadable_timing",
  "ends_before_it_starts",
  "no_text",
] as const;

/** Why a line of a captions file cannot be read; undefined for a reason newer than this extension. */
export function whyText(code: string): string | undefined {
  const reason = REASONS.find((known) => known === code);
  return reason && t(`ext.captions.why_${reason}` satisfies MessageKey);
}

/** Why a captions file was refused, by the first line that is wrong. */
export function captionsProblemText(problem: ApiProblem): string {
  const [first] = problem.details.errors ?? [];
  const line = Number(/^\/lines\/(\d+)$/.exec(first?.pointer ?? "")?.[1] ?? Number.NaN);
  const why = first && whyText(first.code);
  if (problem.code !== "invalid_captions" || why === undefined || Number.isNaN(line)) return problemText(problem);
  return t("ext.captions.at", { line: formatNumber(line), why });
}
