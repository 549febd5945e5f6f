import tokens from "../../shared/design/tokens.css";
import { translator } from "../../shared/i18n/translate.ts";
import { orderTracks } from "../captions/order-tracks.ts";
import { readSpokenText, type SpokenText } from "../captions/spoken-text.ts";
import type { RequestContext } from "../context.ts";
import { PassOn } from "../previews/pass-on.tsx";
import { hasControls, type ShareView } from "../shares/share-view.ts";
import { answerSharePage } from "./answer-share-page.ts";
import { BesideItem, Crumbs } from "./item-place.tsx";
import { Facts, ShareFramePage } from "./share-frame.tsx";
import { PreloadedPicture, ShareMedia } from "./share-media.tsx";
import shareStyles from "./share-page.css";
import { ShareTranscript } from "./share-transcript.tsx";
import { Sharing, sharingSheets } from "./sharing/sharing.tsx";
import { type SharingSaid, statusOf, variantOf } from "./sharing/sharing-said.ts";
import { surfacePath } from "./surface-path.ts";
import { WATCH_SCRIPT } from "./watch-script.ts";
import { watchTime } from "./watch-time.ts";
import { WatchTools } from "./watch-tools.tsx";
import { WatchTranscript } from "./watch-transcript.tsx";

const sheets = sharingSheets(`${tokens}\n${shareStyles}`);

/**
 * The page of one thing, for whoever the gate let in: what is shared and what is said of it. It plays without its script,
 * which adds keys, speed, places and the text that follows. One page for each of the captions that show by themselves.
 */
export function sharePage(ctx: RequestContext, view: ShareView, asked: Headers, said: SharingSaid): Promise<Response> {
  const captions = orderTracks(view.captions, asked.get("Accept-Language"));
  const variant = `${captions.shown?.language ?? ""}:${variantOf(said)}`;
  const styles = sheets(view);
  const render = async () => {
    const spoken = view.node.kind === "voice" ? await readSpokenText(ctx, captions.tracks) : undefined;
    return <SharePage ctx={ctx} view={view} captions={captions} spoken={spoken} styles={styles} said={said} />;
  };
  return answerSharePage(ctx, { view, variant, styles, render, ...statusOf(said) }, asked);
}

type Props = {
  ctx: RequestContext;
  view: ShareView;
  captions: ReturnType<typeof orderTracks>;
  spoken: SpokenText | undefined;
  styles: string;
  said: SharingSaid;
};

function SharePage({ ctx, view, captions, spoken, styles, said }: Props) {
  const t = translator(ctx.locale);
  const { node, media } = view;
  const plays = node.kind !== "avatar";
  const head = (
    <>
      <PreloadedPicture view={view} />
      {(plays || hasControls(view)) && <script defer src={WATCH_SCRIPT} />}
    </>
  );
  return (
    <ShareFramePage ctx={ctx} view={view} styles={styles} head={head}>
      <Crumbs ctx={ctx} view={view} />
      <main id="content">
        <ShareMedia ctx={ctx} view={view} captions={captions} />
        <div class="pad">
          <h1 dir="auto">{node.title}</h1>
          <Facts
            ctx={ctx}
            view={view}
            amount={media.duration === null ? null : watchTime(ctx.locale, media.duration)}
          />
          {plays && <WatchTools ctx={ctx} />}
          {view.mayDownload ? (
            <a class="button" href={surfacePath(view, "/download")} download>
              {t("share.download")}
            </a>
          ) : null}
          <PassOn ctx={ctx} view={view} />
          <Sharing ctx={ctx} view={view} said={said} />
          {spoken && <ShareTranscript ctx={ctx} view={view} spoken={spoken} />}
        </div>
        {node.kind === "video" && <WatchTranscript ctx={ctx} view={view} captions={captions} />}
      </main>
      <BesideItem ctx={ctx} view={view} />
    </ShareFramePage>
  );
}
