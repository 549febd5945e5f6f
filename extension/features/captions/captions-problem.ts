import { captionsLine, captionsWhy } from "../../../shared/i18n/captions-why.ts";
import type { ApiProblem } from "../../api-problem.ts";
import { formatNumber, problemText, t } from "../../language.ts";

/** Why a captions file was refused, by the first line that is wrong. */
export function captionsProblemText(problem: ApiProblem): string {
  const [first] = problem.details.errors ?? [];
  const line = first && captionsLine(first.pointer);
  const why = first && captionsWhy(t, first.code);
  if (problem.code !== "invalid_captions" || why === undefined || line === undefined) return problemText(problem);
  return t("captions.at", { line: formatNumber(line), why });
}
