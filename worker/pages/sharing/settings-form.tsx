import { translator } from "../../../shared/i18n/translate.ts";
import { VISIBILITIES } from "../../../shared/policy/share-access.ts";
import { allowsVisibility } from "../../../shared/policy/share-policy.ts";
import type { RequestContext } from "../../context.ts";
import { sharePath } from "../../shares/share-asked.ts";
import type { CollectionView, ShareView } from "../../shares/share-view.ts";
import { ExpiryField } from "./expiry-field.tsx";
import { FieldError } from "./field-error.tsx";
import { GuestsField } from "./guests-field.tsx";
import { PasswordField } from "./password-field.tsx";
import { PinnedField } from "./pinned-field.tsx";
import type { SharingSaid } from "./sharing-said.ts";
import { settingsOf } from "./typed-settings.ts";

type Props = { ctx: RequestContext; view: ShareView | CollectionView; node: string | undefined; said: SharingSaid };

/** Who a share lets in and how long, as it is or as it was typed. What the form showed first goes with it. */
export function SettingsForm({ ctx, view, node, said }: Props) {
  const t = translator(ctx.locale);
  const { share, policy } = view;
  const { typed, errors } = said.kind === "settings" ? said : { typed: settingsOf(share), errors: {} };
  const extra = {
    restricted: <GuestsField ctx={ctx} policy={policy} guests={typed.guests} error={errors.guests} />,
    password: <PasswordField ctx={ctx} isThere={share.passwordHash !== null} error={errors.password} />,
    workspace: null,
    public: null,
  };
  return (
    <form method="post" action={`${sharePath(share.slug, "/settings", { node })}#sharing`} autocomplete="off">
      <ShareLink ctx={ctx} slug={share.slug} />
      <fieldset aria-describedby={errors.visibility === undefined ? undefined : "visibility-error"}>
        <legend>{t("sharing.who")}</legend>
        <FieldError of="visibility" error={errors.visibility} />
        {VISIBILITIES.map((visibility) => (
          <div key={visibility} class="choice">
            <label>
              <input type="radio" name="visibility" value={visibility} checked={visibility === typed.visibility} />
              <span>
                <b>{t(`visibility.${visibility}`)}</b>
                <span class="muted">
                  {t(`sharing.${visibility}`)}
                  {allowsVisibility(visibility, policy) ? null : ` ${t("sharing.public_closed")}`}
                </span>
              </span>
            </label>
            {extra[visibility]}
          </div>
        ))}
      </fieldset>
      <ExpiryField ctx={ctx} view={view} typed={typed} isUntouched={said.kind !== "settings"} error={errors.expires} />
      <PinnedField ctx={ctx} view={view} typed={typed} error={errors.pinned} />
      <input type="hidden" name="was-visibility" value={typed.was.visibility} />
      <input type="hidden" name="was-guests" value={typed.was.guests} />
      <input type="hidden" name="was-expires" value={typed.was.expires} />
      <button class="button primary" type="submit">
        {t("sharing.save")}
      </button>
    </form>
  );
}

/** To be copied by hand, and by a button where script is there. */
function ShareLink({ ctx, slug }: { ctx: RequestContext; slug: string }) {
  const t = translator(ctx.locale);
  return (
    <div class="link">
      <label for="link">{t("sharing.link")}</label>
      <input class="field" id="link" readonly value={`${ctx.settings.publicUrl}/s/${slug}`} dir="ltr" />
      <button
        class="button"
        type="button"
        name="copy-share"
        hidden
        data-done={t("share.copied")}
        data-failed={t("share.copy_failed")}
      >
        {t("sharing.copy")}
      </button>
      <p class="copied" role="status" data-copied />
    </div>
  );
}
