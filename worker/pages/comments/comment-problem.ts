import { translator } from "../../../shared/i18n/translate.ts";
import { COMMENT_MAX } from "../../../shared/limits.ts";
import type { RequestContext } from "../../context.ts";
import type { Problem } from "../../http/problem.ts";

/** Why something could not be said, in the reader's words; undefined for what the form is not to blame for. */
export function commentError({ locale }: RequestContext, { code, options }: Problem): string | undefined {
  const t = translator(locale);
  if (code === "rate_limited") return t("comments.too_many");
  if (code === "invalid_state" || code === "no_media") return t(`problem.${code}`);
  if (code !== "invalid_request") return undefined;
  switch (options.errors?.[0]?.pointer) {
    case "/body":
      return t("comments.bad_text", { max: COMMENT_MAX });
    case "/atSeconds":
      return t("comments.bad_moment");
    case "/name":
      return t("comments.bad_name");
    case "/parentId":
      return t("comments.answered_gone");
    default:
      return undefined;
  }
}
