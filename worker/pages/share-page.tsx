import tokens from "../../shared/design/tokens.css";
import { translator } from "../../shared/i18n/translate.ts";
import { orderTracks } from "../captions/order-tracks.ts";
import type { RequestContext } from "../context.ts";
import { sharePath } from "../shares/share-asked.ts";
import type { ShareView } from "../shares/share-view.ts";
import { answerSharePage } from "./answer-share-page.ts";
import { BesideItem, Crumbs } from "./item-place.tsx";
import { minify } from "./layout.tsx";
import { Facts, ShareFramePage } from "./share-frame.tsx";
import shareStyles from "./share-page.css";
import { watchTime } from "./watch-time.ts";

const styles = minify(`${tokens}\n${shareStyles}`);

/**
 * The page of one thing, for whoever the gate let in: the player and what is said of the video, without script; one
 * for each of the captions that show by themselves.
 */
export function sharePage(ctx: RequestContext, view: ShareView, asked: Headers): Promise<Response> {
  const captions = orderTracks(view.captions, asked.get("Accept-Language"));
  const variant = captions.shown?.language ?? "";
  const render = () => <SharePage ctx={ctx} view={view} captions={captions} />;
  return answerSharePage(ctx, { view, variant, styles, render }, asked);
}

type Props = { ctx: RequestContext; view: ShareView; captions: ReturnType<typeof orderTracks> };

function SharePage({ ctx, view, captions }: Props) {
  const t = translator(ctx.locale);
  const { node, media } = view;
  const head = view.posters.length > 0 && <link rel="preload" as="image" href={posterOf(view)} fetchpriority="high" />;
  return (
    <ShareFramePage ctx={ctx} view={view} styles={styles} head={head}>
      <Crumbs ctx={ctx} view={view} />
      <main id="content">
        <Player ctx={ctx} view={view} captions={captions} />
        <div class="pad">
          <h1 dir="auto">{node.title}</h1>
          <Facts
            ctx={ctx}
            view={view}
            amount={media.duration === null ? null : watchTime(ctx.locale, media.duration)}
          />
          {view.mayDownload ? (
            <a class="button" href={surface(view, "/download")} download>
              {t("share.download")}
            </a>
          ) : null}
        </div>
      </main>
      <BesideItem ctx={ctx} view={view} />
    </ShareFramePage>
  );
}

/** Width and height reserve the picture's place, so that nothing moves when it arrives. */
function Player({ ctx, view, captions }: Props) {
  const t = translator(ctx.locale);
  const { width, height } = view.media;
  const isSized = width !== null && height !== null;
  return (
    <div class={isSized ? "stage" : "stage unsized"}>
      <video
        controls
        playsInline
        preload="metadata"
        src={surface(view, "/media")}
        aria-label={view.node.title}
        {...(isSized ? { width, height } : {})}
        {...(view.posters.length > 0 ? { poster: posterOf(view) } : {})}
      >
        {captions.tracks.map((track) => (
          <track
            key={track.language}
            kind="captions"
            src={surface(view, `/captions/${track.language}.vtt`)}
            srcLang={track.language}
            label={track.label}
            default={track === captions.shown}
          />
        ))}
        {t("share.no_video")}
      </video>
    </div>
  );
}

/** Without one the first frame stands there: no plain picture hides it. */
function posterOf(view: ShareView): string {
  return surface(view, "/poster", "1280");
}

/** What was reached through a collection has its surfaces there. */
function surface({ share, node, place }: ShareView, name: string, w?: string): string {
  return sharePath(share.slug, name, { node: place ? node.id : undefined, w });
}
