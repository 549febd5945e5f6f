import { translator } from "../../../shared/i18n/translate.ts";
import type { RequestContext } from "../../context.ts";
import type { ShareView } from "../../shares/share-view.ts";
import { FieldError, wrong } from "../sharing/field-error.tsx";
import { surfacePath } from "../surface-path.ts";
import type { ReviewTold } from "./share-review.tsx";

type Props = { ctx: RequestContext; view: ShareView; told: ReviewTold | undefined };

/** Who must approve what is shown, to be named by whoever may edit it. What the form showed first goes with it. */
export function ReviewersForm({ ctx, view, told }: Props) {
  if (!view.reviewers) return null;
  const t = translator(ctx.locale);
  const shown = view.reviewers.map(({ email }) => email).join("\n");
  return (
    <details class="reviewers" open={told !== undefined}>
      <summary class="button quiet">{t("review.reviewers")}</summary>
      <form method="post" action={`${surfacePath(view, "/reviewers")}#review`} autocomplete="off">
        <label for="reviewers">{t("review.reviewers_label")}</label>
        <textarea
          class="field"
          id="reviewers"
          name="reviewers"
          rows={3}
          spellcheck={false}
          dir="ltr"
          {...wrong("reviewers", told?.error)}
          value={told?.typed ?? shown}
        />
        <FieldError of="reviewers" error={told?.error} />
        <p class="small muted" id="reviewers-hint">
          {t("review.reviewers_hint")}
        </p>
        <input type="hidden" name="was" value={shown} />
        <button class="button" type="submit">
          {t("review.reviewers_save")}
        </button>
      </form>
    </details>
  );
}
