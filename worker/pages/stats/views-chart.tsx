import type { VideoStats } from "../../../shared/api/stats.ts";
import type { Locale } from "../../../shared/i18n/locale.ts";
import { oncePerLocale } from "../../../shared/i18n/once-per-locale.ts";
import { translator } from "../../../shared/i18n/translate.ts";
import { Chart, HEIGHT, heightOf, WIDTH } from "./chart.tsx";
import { numberText } from "./number-text.ts";

type Props = { locale: Locale; views: VideoStats["views"] };

/** What is left free between two bars, of the width of both. */
const GAP = 0.25;
/** Few days are bars and no walls. */
const DAYS_LEAST = 14;

const days = oncePerLocale(
  (locale) => new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" }),
);

/** A bar for each day. */
export function ViewsChart({ locale, views }: Props) {
  const t = translator(locale);
  const most = Math.max(1, ...views.map((one) => one.views));
  const dayOf = (day: string) => days(locale).format(new Date(day));
  const [first, last] = [dayOf(views[0]?.day ?? ""), dayOf(views.at(-1)?.day ?? "")];
  const step = WIDTH / Math.max(views.length, DAYS_LEAST);
  const begins = WIDTH - step * views.length;
  return (
    <Chart
      locale={locale}
      title={t("stats.by_day")}
      said={t("stats.by_day_said", { from: first, to: last, most: numberText(locale, most) })}
      most={most}
      ends={[views.length < DAYS_LEAST ? "" : first, last]}
      heads={[t("stats.day"), t("stats.views")]}
      rows={views.map(({ day, views: count }) => ({ name: dayOf(day), count }))}
    >
      {views.map(({ day, views: count }, at) => {
        const height = heightOf(count, most);
        return (
          <rect
            key={day}
            x={(begins + step * (at + GAP / 2)).toFixed(1)}
            y={HEIGHT - height}
            width={(step * (1 - GAP)).toFixed(1)}
            height={height}
          >
            <title>{`${dayOf(day)}: ${numberText(locale, count)}`}</title>
          </rect>
        );
      })}
    </Chart>
  );
}
