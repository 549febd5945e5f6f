import { translator } from "../../../shared/i18n/translate.ts";
import type { SharePolicy } from "../../../shared/policy/share-policy.ts";
import type { RequestContext } from "../../context.ts";
import { FieldError, wrong } from "./field-error.tsx";

type Props = { ctx: RequestContext; policy: SharePolicy; guests: string; error: string | undefined };

/** Whom a restricted share lets in from outside. */
export function GuestsField({ ctx, policy: { guestsAllowed }, guests, error }: Props) {
  const t = translator(ctx.locale);
  return (
    <div class="more">
      <label for="guests">{t("sharing.guests")}</label>
      <textarea
        class="field"
        id="guests"
        name="guests"
        rows={3}
        spellcheck={false}
        dir="ltr"
        {...wrong("guests", error)}
      >
        {guests}
      </textarea>
      <FieldError of="guests" error={error} />
      <p class="muted" id="guests-hint">
        {t("sharing.guests_hint")}
        {guestsAllowed === "domains" ? null : ` ${t(`sharing.guests_${guestsAllowed}`)}`}
      </p>
    </div>
  );
}
