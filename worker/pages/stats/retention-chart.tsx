import type { VideoStats } from "../../../shared/api/stats.ts";
import type { Locale } from "../../../shared/i18n/locale.ts";
import { translator } from "../../../shared/i18n/translate.ts";
import { clockTime } from "../../../shared/watch/moment.ts";
import { halfGoneAt, sampled } from "../../../shared/watch/retention.ts";
import { Chart, HEIGHT, heightOf, WIDTH } from "./chart.tsx";
import { numberText } from "./number-text.ts";

type Props = { locale: Locale; retention: VideoStats["retention"] };

/** As many as can be told apart, drawn and read. */
const POINTS_MAX = 240;
const ROWS_MAX = 40;

/** How many watch each moment, and where half of them have gone. */
export function RetentionChart({ locale, retention }: Props) {
  const t = translator(locale);
  const counts = retention.map(({ viewers }) => viewers);
  const most = Math.max(1, ...counts);
  const half = halfGoneAt(counts);
  const [first = 0, last = 0] = [counts[0], counts.at(-1)];
  const line = lineOf(retention, most);
  return (
    <>
      <Chart
        locale={locale}
        title={t("stats.retention")}
        said={t("stats.retention_said", { first: numberText(locale, first), last: numberText(locale, last) })}
        most={most}
        ends={[clockTime(0), clockTime(retention.length)]}
        heads={[t("stats.moment"), t("stats.viewers")]}
        rows={sampled(retention, ROWS_MAX).map(({ second, viewers }) => ({ name: clockTime(second), count: viewers }))}
      >
        <path class="area" d={`M0 ${HEIGHT}${line}V${HEIGHT}Z`} />
        <path class="line" d={line.replace("V", "M0 ")} vector-effect="non-scaling-stroke" />
      </Chart>
      {half !== undefined && <p class="half">{t("stats.half", { moment: clockTime(half) })}</p>}
    </>
  );
}

/** Steps, since each count is of a whole second. */
function lineOf(retention: Props["retention"], most: number): string {
  const points = sampled(retention, POINTS_MAX);
  return points
    .map(({ viewers }, at) => {
      const until = points[at + 1]?.second ?? retention.length;
      const x = Math.round((until / retention.length) * WIDTH * 10) / 10;
      return `V${HEIGHT - heightOf(viewers, most)}H${x}`;
    })
    .join("");
}
