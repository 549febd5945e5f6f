import { formatDate, translator } from "../../../shared/i18n/translate.ts";
import type { RequestContext } from "../../context.ts";
import { isPlayed, type ShareView } from "../../shares/share-view.ts";

/** Tells whoever may edit what a pinned link shows that it stays with one upload; to viewers it is a link as any. */
export function PinnedNote({ ctx, view }: { ctx: RequestContext; view: ShareView }) {
  const { versions, share, media, playedVersion } = view;
  if (!versions || share.pinnedVersion === null) return null;
  const t = translator(ctx.locale);
  const date = formatDate(ctx.locale, new Date(media.uploadedAt).toISOString());
  return (
    <p class="pinned">
      <b>{t("versions.pinned", { version: media.version, date })}</b>{" "}
      {!isPlayed(view) && t("versions.pinned_beside", { version: playedVersion })}
    </p>
  );
}
