import { captionsLine, captionsWhy } from "../../../shared/i18n/captions-why.ts";
import { translator } from "../../../shared/i18n/translate.ts";
import { CAPTIONS_MAX_BYTES, CHAPTERS_MAX } from "../../../shared/limits.ts";
import type { RequestContext } from "../../context.ts";
import type { Problem } from "../../http/problem.ts";

/** Why captions were not taken, a file or a text that stays; undefined for what neither it nor the language is to blame for. */
export function captionsError(ctx: RequestContext, problem: Problem, stays: boolean): string | undefined {
  const t = translator(ctx.locale);
  const [first] = problem.options.errors ?? [];
  switch (problem.code) {
    case "payload_too_large":
      return t("captions.too_large", { size: megabytes(ctx) });
    case "invalid_state":
    case "precondition_failed":
      return t(`problem.${problem.code}`);
    case "invalid_captions": {
      if (first?.code === "too_many_chapters") return t("sharing.too_many_chapters", { max: CHAPTERS_MAX });
      const line = first && captionsLine(first.pointer);
      const why = first && captionsWhy(t, first.code);
      const wrong =
        line === undefined || why === undefined ? t("problem.invalid_captions") : t("captions.at", { line, why });
      return stays ? wrong : `${wrong} ${t("sharing.choose_again")}`;
    }
    case "invalid_request":
      if (first?.pointer === "/path/language") return t("sharing.no_language");
      if (first?.pointer === "/file") return t(first.code === "required" ? "sharing.no_file" : "captions.not_captions");
      return undefined;
    default:
      return undefined;
  }
}

function megabytes({ locale }: RequestContext): string {
  return new Intl.NumberFormat(locale, { style: "unit", unit: "megabyte" }).format(CAPTIONS_MAX_BYTES / 1e6);
}
