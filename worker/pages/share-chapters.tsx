import { chapterMoment } from "../../shared/chapters/chapter-at.ts";
import { translator } from "../../shared/i18n/translate.ts";
import { clockTime } from "../../shared/watch/moment.ts";
import type { ChaptersShown } from "../chapters/choose-chapters.ts";
import type { RequestContext } from "../context.ts";
import type { ShareView } from "../shares/share-view.ts";
import { surfacePath } from "./surface-path.ts";

const SECOND = 1_000;
/** Of the strip's own units, which stretch; between two chapters a gap. */
const WIDTH = 1_000;
const GAP = 3;

type Props = { ctx: RequestContext; view: ShareView; shown: ChaptersShown | undefined };

/** The parts of what plays, each a link to where it begins. */
export function ShareChapters({ ctx, view, shown }: Props) {
  if (!shown) return null;
  return (
    <nav class="chapters" aria-labelledby="chapters">
      <h2 id="chapters">{translator(ctx.locale)("share.chapters")}</h2>
      <ol lang={shown.language}>
        {shown.chapters.map(({ start, title }) => (
          <li key={start}>
            <a href={pathOf(view, start)} data-at={start / SECOND}>
              <span>{clockTime(start / SECOND)}</span> <span dir="auto">{title}</span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The same below the picture in the same order, as long as each is, for whoever points; the list is for everyone. */
export function ChapterMarks({ view, shown }: Omit<Props, "ctx">) {
  const { duration } = view.media;
  if (!shown || !duration) return null;
  const x = (start: number) => Math.round((start / SECOND / duration) * WIDTH * 10) / 10;
  const [first] = shown.chapters;
  if (shown.chapters.length < 2 && first?.start === 0) return null;
  return (
    <svg class="marks" viewBox={`0 0 ${WIDTH} 1`} preserveAspectRatio="none" aria-hidden="true">
      {shown.chapters.map(({ start, title }, at) => {
        const until = shown.chapters[at + 1]?.start;
        const width = (until === undefined ? WIDTH : x(until) - GAP) - x(start);
        return (
          <a key={start} href={pathOf(view, start)} tabIndex={-1}>
            <rect x={x(start)} width={Math.max(width, 1).toFixed(1)} height="1">
              <title>{title}</title>
            </rect>
          </a>
        );
      })}
    </svg>
  );
}

function pathOf(view: ShareView, start: number): string {
  return surfacePath(view, "", { t: String(chapterMoment(start / SECOND)) });
}
