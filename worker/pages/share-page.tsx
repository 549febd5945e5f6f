import type { VideoStats } from "../../shared/api/stats.ts";
import tokens from "../../shared/design/tokens.css";
import { translator } from "../../shared/i18n/translate.ts";
import { orderTracks } from "../captions/order-tracks.ts";
import { readSpokenText, type SpokenText } from "../captions/spoken-text.ts";
import { chapterAsked, chooseChapters } from "../chapters/choose-chapters.ts";
import { isSpoken } from "../comments/share-comments.ts";
import type { RequestContext } from "../context.ts";
import { PassOn } from "../previews/pass-on.tsx";
import { hasControls, type ShareView } from "../shares/share-view.ts";
import { answerSharePage } from "./answer-share-page.ts";
import formStyles from "./comments/comment-form.css";
import listStyles from "./comments/comment-list.css";
import type { CommentsTold } from "./comments/comments-told.ts";
import { CommentMarks, ShareComments } from "./comments/share-comments.tsx";
import talkStyles from "./comments/talk.css";
import placeStyles from "./item-place.css";
import { BesideItem, Crumbs } from "./item-place.tsx";
import reviewStyles from "./reviews/review.css";
import { type ReviewTold, ShareReview } from "./reviews/share-review.tsx";
import { ChapterMarks, ShareChapters } from "./share-chapters.tsx";
import { Facts, ShareFramePage } from "./share-frame.tsx";
import { PreloadedPicture, ShareMedia, type ShareMediaProps } from "./share-media.tsx";
import shareStyles from "./share-page.css";
import { ShareTranscript } from "./share-transcript.tsx";
import { Sharing, sharingSheets } from "./sharing/sharing.tsx";
import { type SharingSaid, statusOf, variantOf } from "./sharing/sharing-said.ts";
import { ShareStats } from "./stats/share-stats.tsx";
import statsStyles from "./stats/stats.css";
import { surfacePath } from "./surface-path.ts";
import { PinnedNote } from "./versions/pinned-note.tsx";
import { ShareVersions } from "./versions/share-versions.tsx";
import versionStyles from "./versions/versions.css";
import { WATCH_SCRIPT } from "./watch-script.ts";
import { watchTime } from "./watch-time.ts";
import { WatchTools } from "./watch-tools.tsx";
import { WatchTranscript } from "./watch-transcript.tsx";

const sheets = new Map<string, ReturnType<typeof sharingSheets>>();

/** With the rules of what the page bears, and no others; those of the list of comments come with it, or with script. */
function sheetsOf(view: ShareView, { told, stats }: Pick<Told, "told" | "stats">) {
  const speaks = isSpoken(view);
  const extra = [
    view.place ? placeStyles : "",
    speaks || view.review ? talkStyles : "",
    speaks ? formStyles : "",
    view.review ? reviewStyles : "",
    told ? listStyles : "",
    stats ? statsStyles : "",
    view.versions?.length || (view.versions && view.share.pinnedVersion !== null) ? versionStyles : "",
  ];
  const key = extra.map(Boolean).join();
  const made = sheets.get(key) ?? sharingSheets([tokens, shareStyles, ...extra].join("\n"));
  sheets.set(key, made);
  return made;
}

type Told = {
  said: SharingSaid;
  /** As an address names it. */
  moment?: string | undefined;
  /** The upload before that is looked at beside, as an address names it. */
  compared?: string | undefined;
  /** The comments, where they were asked for. */
  told?: CommentsTold | undefined;
  /** Why a decision could not be taken. */
  decided?: ReviewTold | undefined;
  /** How often it was watched, where that was asked for. */
  stats?: VideoStats | undefined;
};

/**
 * The page of one thing, for whoever the gate let in: what is shared and what is said of it. It plays without its script,
 * which adds keys, speed, places and the text that follows. One page for each of the captions that show by themselves, of the
 * chapters, and of the beginnings of these that an address may name.
 */
export function sharePage(
  ctx: RequestContext,
  view: ShareView,
  asked: Headers,
  { said, moment, compared, told, decided, stats }: Told,
): Promise<Response> {
  const wishes = asked.get("Accept-Language");
  const captions = orderTracks(view.captions, wishes);
  const chapters = chooseChapters(view, wishes, captions.shown?.language);
  const startsAt = chapterAsked(chapters, moment);
  const variant = [
    captions.shown?.language,
    chapters?.language,
    startsAt,
    comparedIn(view, compared),
    variantOf(said),
  ].join(":");
  const styles = sheetsOf(view, { told, stats })(view);
  const render = async () => {
    const spoken = view.node.kind === "voice" ? await readSpokenText(ctx, captions.tracks) : undefined;
    return (
      <SharePage
        {...{ ctx, view, captions, chapters, startsAt, spoken, styles, said, told, decided, compared, stats }}
      />
    );
  };
  return answerSharePage(
    ctx,
    {
      view,
      variant,
      styles,
      render,
      once: (told ?? decided ?? stats) !== undefined,
      isTheirs: view.versions !== undefined,
      ...statusIn(said, told, decided),
    },
    asked,
  );
}

type Props = ShareMediaProps & {
  spoken: SpokenText | undefined;
  styles: string;
  said: SharingSaid;
  told: CommentsTold | undefined;
  decided: ReviewTold | undefined;
  stats: VideoStats | undefined;
  compared: string | undefined;
};

/** One of those that are there, so that what stands in an address makes no page anew. */
function comparedIn({ versions = [] }: ShareView, compared: string | undefined): number | undefined {
  return versions.find(({ version }) => String(version) === compared)?.version;
}

function statusIn(said: SharingSaid, told: CommentsTold | undefined, decided: ReviewTold | undefined) {
  if (decided) return { status: decided.status };
  return told?.error === undefined ? statusOf(said) : { status: told.status };
}

function SharePage({
  ctx,
  view,
  captions,
  chapters,
  startsAt,
  spoken,
  styles,
  said,
  told,
  decided,
  compared,
  stats,
}: Props) {
  const t = translator(ctx.locale);
  const { node, media } = view;
  const plays = node.kind !== "avatar";
  const head = (
    <>
      <PreloadedPicture view={view} />
      {(plays || hasControls(view) || isSpoken(view)) && <script defer src={WATCH_SCRIPT} />}
    </>
  );
  return (
    <ShareFramePage ctx={ctx} view={view} styles={styles} head={head}>
      <Crumbs ctx={ctx} view={view} />
      <main id="content">
        <ShareMedia ctx={ctx} view={view} captions={captions} chapters={chapters} startsAt={startsAt} />
        <ChapterMarks view={view} shown={chapters} />
        <CommentMarks view={view} />
        <div class="pad">
          <h1 dir="auto">{node.title}</h1>
          <Facts
            ctx={ctx}
            view={view}
            amount={media.duration === null ? null : watchTime(ctx.locale, media.duration)}
          />
          <PinnedNote ctx={ctx} view={view} />
          {plays && <WatchTools ctx={ctx} view={view} hasChapters={chapters !== undefined} />}
          {view.mayDownload ? (
            <a class="button" href={surfacePath(view, "/download")} download>
              {t("share.download")}
            </a>
          ) : null}
          <ShareReview ctx={ctx} view={view} told={decided} />
          <ShareStats ctx={ctx} view={view} stats={stats} />
          <ShareVersions
            ctx={ctx}
            view={view}
            compared={compared}
            told={decided?.of === "versions" ? decided : undefined}
          />
          <ShareChapters ctx={ctx} view={view} shown={chapters} />
          <PassOn ctx={ctx} view={view} />
          <Sharing ctx={ctx} view={view} said={said} />
          <ShareComments ctx={ctx} view={view} told={told} />
          {spoken && <ShareTranscript ctx={ctx} view={view} spoken={spoken} />}
        </div>
        {node.kind === "video" && <WatchTranscript ctx={ctx} view={view} captions={captions} />}
      </main>
      <BesideItem ctx={ctx} view={view} />
    </ShareFramePage>
  );
}
