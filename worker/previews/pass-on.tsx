import { translator } from "../../shared/i18n/translate.ts";
import type { RequestContext } from "../context.ts";
import { mayBeFramed } from "../shares/for-anyone.ts";
import type { CollectionView, ShareView } from "../shares/share-view.ts";
import { embedCode } from "./embed-code.tsx";
import { pageAddress } from "./page-address.ts";
import { playerSize } from "./player-size.ts";
import { QrCode } from "./qr-code.tsx";

/**
 * For whoever may edit what they look at: its link, to point a phone at or, where no controls above show it, to copy, and
 * the code that shows it on another site where that is allowed. Not while the link is closed.
 */
export function PassOn({ ctx, view }: { ctx: RequestContext; view: ShareView | CollectionView }) {
  if (!view.canEdit || view.closed) return null;
  const t = translator(ctx.locale);
  const address = pageAddress(ctx, view);
  return (
    <details class="pass-on">
      <summary>{t("share.pass_on")}</summary>
      <div>
        <QrCode text={address} label={t("share.qr_code")} />
        {!view.mayShare && (
          <label>
            {t("share.link")}
            <input class="field" value={address} readOnly />
          </label>
        )}
        {view.kind === "item" && mayBeFramed(view) && (
          <label>
            {t("share.embed_code")}
            <textarea class="field" rows={7} value={embedCode(ctx, view, playerSize(view))} readOnly />
          </label>
        )}
      </div>
    </details>
  );
}
