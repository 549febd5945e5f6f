import { translator } from "../../../shared/i18n/translate.ts";
import { formatMoment, localTime, momentOf } from "../../../shared/local-time.ts";
import { closesAt } from "../../../shared/policy/share-policy.ts";
import type { RequestContext } from "../../context.ts";
import type { ShareFrame } from "../../shares/share-view.ts";
import { FieldError, wrong } from "./field-error.tsx";
import type { SettingsTyped } from "./sharing-said.ts";

type Props = {
  ctx: RequestContext;
  view: Pick<ShareFrame, "share" | "policy">;
  typed: SettingsTyped;
  /** Whether nobody has typed here yet: script then shows the same moments by the viewer's own clock. */
  isUntouched: boolean;
  error: string | undefined;
};

/** How long a share is open, and how long it may be by its workspace's policy. */
export function ExpiryField({ ctx, view, typed, isUntouched, error }: Props) {
  const t = translator(ctx.locale);
  const longest = closesAt({ createdAt: view.share.createdAt, expiresAt: null }, view.policy);
  return (
    <div class="until" data-until={isUntouched ? typed.was.expires : undefined}>
      <label for="expires">{t("sharing.expires")}</label>
      <input
        class="field"
        type="datetime-local"
        id="expires"
        name="expires"
        value={typed.expires}
        max={maxOf(longest, typed)}
        {...wrong("expires", error)}
      />
      <FieldError of="expires" error={error} />
      <p class="muted" id="expires-hint">
        {longest === null ? (
          t("sharing.expires_hint")
        ) : (
          <>
            {t("sharing.expires_longest")}{" "}
            <time dateTime={new Date(longest).toISOString()}>{formatMoment(ctx.locale, longest, typed.zone)}</time>
            {t("sharing.expires_longest_if")}
          </>
        )}{" "}
        {t("sharing.expires_zone")} <b data-zone>{typed.zone}</b>
      </p>
      <input type="hidden" name="zone" value={typed.zone} />
    </div>
  );
}

/** None where a later time stands there already, set before the policy: a form that is refused would save nothing else. */
function maxOf(longest: number | null, { expires, zone }: SettingsTyped): string | undefined {
  if (longest === null || (momentOf(expires, zone) ?? 0) > longest) return undefined;
  return localTime(longest, zone);
}
