import { translator } from "../../shared/i18n/translate.ts";
import type { ShareMediaProps } from "./share-media.tsx";
import { surfacePath } from "./surface-path.ts";

/** What is said in a video: to read in each language, and with script to follow, to search and to jump by. */
export function WatchTranscript({ ctx, view, captions }: ShareMediaProps) {
  const t = translator(ctx.locale);
  const { tracks } = captions;
  if (tracks.length === 0) return null;
  return (
    <details class="said-all" data-source={surfacePath(view, "/transcript")}>
      <summary>{t("share.transcript")}</summary>
      <p class="as-text muted">
        {t("share.transcript_text")}{" "}
        {tracks.map(({ language, label }, at) => (
          <>
            {at > 0 && ", "}
            <a
              key={language}
              href={surfacePath(view, "/transcript", { lang: language })}
              hreflang={language}
              lang={language}
            >
              {label}
            </a>
          </>
        ))}
      </p>
      <div data-live hidden>
        <div class="find">
          <input
            type="search"
            class="field"
            aria-label={t("share.transcript_search")}
            placeholder={t("share.transcript_search")}
          />
          {tracks.length > 1 && (
            <select class="field" aria-label={t("share.transcript_language")}>
              {tracks.map(({ language, label }) => (
                <option key={language} value={language} lang={language}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </div>
        <p class="muted" data-none hidden>
          {t("share.transcript_none")}
        </p>
        <p class="muted" data-failed hidden>
          {t("share.transcript_failed")}
        </p>
        <ol dir="auto" />
      </div>
    </details>
  );
}
