import { formatDate, translator } from "../../../shared/i18n/translate.ts";
import type { RequestContext } from "../../context.ts";
import type { CollectionView, ShareView } from "../../shares/share-view.ts";
import { uploadsOf } from "../versions/uploads-of.ts";
import { FieldError } from "./field-error.tsx";
import type { SettingsTyped } from "./sharing-said.ts";

type Props = {
  ctx: RequestContext;
  view: ShareView | CollectionView;
  typed: SettingsTyped;
  error: string | undefined;
};

/** Which upload a link shows: the one that is played, whichever that is, or always the same. A collection has no choice. */
export function PinnedField({ ctx, view, typed, error }: Props) {
  if (view.kind === "collection" || view.place || !view.versions) return null;
  const t = translator(ctx.locale);
  return (
    <div class="shows">
      <label for="pinned">{t("sharing.shows")}</label>
      <select
        class="field"
        id="pinned"
        name="pinned"
        {...(error === undefined ? {} : { "aria-invalid": true, "aria-describedby": "pinned-error" })}
      >
        <option value="" selected={typed.pinned === ""}>
          {t("sharing.shows_current")}
        </option>
        {uploadsOf(view).map(({ version, uploadedAt }) => (
          <option key={version} value={version} selected={typed.pinned === String(version)}>
            {t("sharing.shows_version", { version, date: formatDate(ctx.locale, new Date(uploadedAt).toISOString()) })}
          </option>
        ))}
      </select>
      <FieldError of="pinned" error={error} />
      <input type="hidden" name="was-pinned" value={typed.was.pinned} />
    </div>
  );
}
