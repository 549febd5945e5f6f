import type { VideoStats } from "../../../shared/api/stats.ts";
import { pluralKey } from "../../../shared/i18n/message.ts";
import { translator } from "../../../shared/i18n/translate.ts";
import type { RequestContext } from "../../context.ts";
import type { ShareView } from "../../shares/share-view.ts";
import { surfacePath } from "../surface-path.ts";
import { numberText } from "./number-text.ts";
import { RetentionChart } from "./retention-chart.tsx";
import { ViewsChart } from "./views-chart.tsx";

type Props = { ctx: RequestContext; view: ShareView; stats: VideoStats | undefined };

/** How often it was watched and how far, for those who may edit it. They come when asked for: a page is there before them. */
export function ShareStats({ ctx, view, stats }: Props) {
  if (!view.seesStats) return null;
  const t = translator(ctx.locale);
  // Until then in rules that the page has anyway.
  if (!stats) {
    return (
      <p class="tools" id="stats">
        <a class="button" href={`${surfacePath(view, "", { stats: "" })}#stats`}>
          {t("stats.show")}
        </a>
      </p>
    );
  }
  return (
    <section class="stats" id="stats" aria-labelledby="watched">
      <h2 id="watched">{t("stats.title")}</h2>
      <Shown ctx={ctx} stats={stats} />
    </section>
  );
}

function Shown({ ctx: { locale }, stats }: { ctx: RequestContext; stats: VideoStats }) {
  const t = translator(locale);
  const { totalViews, views, retention } = stats;
  const isNewUpload = !retention.some(({ viewers }) => viewers > 0);
  return (
    <>
      {totalViews === 0 ? (
        <p>{t("stats.none")}</p>
      ) : (
        <p class="total">
          {t(pluralKey(locale, "stats.total", totalViews), { count: numberText(locale, totalViews) })}
        </p>
      )}
      {totalViews > 0 && <ViewsChart locale={locale} views={views} />}
      {totalViews > 0 &&
        (isNewUpload ? <p>{t("stats.none_of_upload")}</p> : <RetentionChart {...{ locale, retention }} />)}
      <p class="muted small">{t("stats.how")}</p>
    </>
  );
}
