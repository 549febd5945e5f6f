import { translator } from "../../shared/i18n/translate.ts";
import { SPEEDS } from "../../shared/watch/player-keys.ts";
import type { RequestContext } from "../context.ts";
import type { ShareView } from "../shares/share-view.ts";
import { surfacePath } from "./surface-path.ts";

/** Each row: the keys, and what they do. */
const KEYS = [
  ["k", "toggle"],
  ["j l", "skip"],
  ["← →", "skip_short"],
  ["↑ ↓", "volume"],
  ["m", "mute"],
  ["f", "fullscreen"],
  ["c", "captions"],
  ["< >", "speed"],
  ["0–9", "jump"],
] as const;
const CHAPTER_KEYS = [["Ctrl ← →", "chapter"]] as const;

/** What stands below the player once the page's script is there; until then there is nothing to press in vain. */
export function WatchTools({ ctx, view, hasChapters }: { ctx: RequestContext; view: ShareView; hasChapters: boolean }) {
  const t = translator(ctx.locale);
  const speed = new Intl.NumberFormat(ctx.locale);
  return (
    <>
      <p class="resumed small" data-resumed hidden>
        {t("share.resumed")} <span data-moment />
        <button type="button" class="button quiet">
          {t("share.from_start")}
        </button>
      </p>
      <div class="tools" data-tools data-views={viewsPath(view)} data-version={view.media.version} hidden>
        {hasChapters && <b class="chapter" dir="auto" data-chapter />}
        <label>
          <span class="small muted">{t("share.speed")}</span>
          <select class="field" name="speed">
            {SPEEDS.map((value) => (
              <option key={value} value={value} selected={value === 1}>
                {`${speed.format(value)}×`}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          class="button"
          name="copy"
          data-done={t("share.copied")}
          data-failed={t("share.copy_failed")}
        >
          {t("share.copy_at")} <span data-moment>0:00</span>
        </button>
        <button type="button" class="button" name="pip" hidden>
          {t("share.pip")}
        </button>
        <details class="keys">
          <summary class="button">{t("share.keys")}</summary>
          <dl>
            {[...KEYS, ...(hasChapters ? CHAPTER_KEYS : [])].map(([keys, act]) => (
              <div key={act}>
                <dt>
                  {keys.split(" ").map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{t(`share.key_${act}`)}</dd>
              </div>
            ))}
          </dl>
        </details>
      </div>
      <p class="said" role="status" data-said />
    </>
  );
}

/** Where what is watched is told, of those whose watching counts. */
function viewsPath(view: ShareView): string | undefined {
  return view.canEdit || view.seesStats ? undefined : surfacePath(view, "/views");
}
