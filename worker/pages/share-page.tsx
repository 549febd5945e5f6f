import { renderToString } from "preact-render-to-string";
import tokens from "../../shared/design/tokens.css";
import { formatDate, translator } from "../../shared/i18n/translate.ts";
import { orderTracks } from "../captions/order-tracks.ts";
import { readSpokenText, type SpokenText } from "../captions/spoken-text.ts";
import type { RequestContext } from "../context.ts";
import { answerHeaders } from "../http/security-headers.ts";
import { toBase64Url } from "../secrets/derive.ts";
import type { ShareView } from "../shares/gate.ts";
import { FAVICON, Mark, minify, stylePolicy } from "./layout.tsx";
import { pictureToPreload, ShareMedia } from "./share-media.tsx";
import shareStyles from "./share-page.css";
import { ShareTranscript } from "./share-transcript.tsx";
import { watchTime } from "./watch-time.ts";

const styles = minify(`${tokens}\n${shareStyles}`);
const ETAG_CHARACTERS = 22;
let policy: Promise<string> | undefined;

/**
 * The page of a share, for whoever the gate let in: what is shared and what is said of it, without script.
 * A public page may be kept and asked about again; any other is kept by nobody.
 */
export async function sharePage(ctx: RequestContext, view: ShareView, asked: Headers): Promise<Response> {
  const { bytes, headers, etag } = await rendered(ctx, view, asked.get("Accept-Language"));
  return isKnown(asked, etag) ? new Response(null, { status: 304, headers }) : new Response(bytes, { headers });
}

function isKnown(asked: Headers, etag: string | undefined): boolean {
  if (etag === undefined) return false;
  return (asked.get("If-None-Match") ?? "").split(",").some((known) => known.trim() === etag);
}

/** Encoded, and its headers read, once: a page is asked for far more often than it is made. */
type Rendered = { bytes: Uint8Array<ArrayBuffer>; headers: Headers; etag: string | undefined };

/** Hangs on what the gate answered, which is gone after half a second, and the page made from it with it. */
const renderedOf = new WeakMap<ShareView, Map<string, Rendered>>();

/** One page for each language of ours and each of the captions that show by themselves. */
async function rendered(ctx: RequestContext, view: ShareView, acceptLanguage: string | null): Promise<Rendered> {
  const captions = orderTracks(view.captions, acceptLanguage);
  const key = `${ctx.locale}:${captions.shown?.language ?? ""}`;
  const before = renderedOf.get(view)?.get(key);
  if (before) return before;
  const spoken = view.node.kind === "voice" ? await readSpokenText(ctx, captions.tracks) : undefined;
  const page = <SharePage ctx={ctx} view={view} captions={captions} spoken={spoken} />;
  const html = `<!doctype html>${renderToString(page)}`;
  const bytes = new TextEncoder().encode(html);
  const mayBeKept = view.share.visibility === "public" && view.share.maxViews === null && !view.closed;
  const etag = mayBeKept ? `W/"${await digestOf(bytes)}"` : undefined;
  const made = { bytes, etag, headers: await headersOf(ctx, etag) };
  const ofView = renderedOf.get(view) ?? new Map<string, Rendered>();
  renderedOf.set(view, ofView.set(key, made));
  return made;
}

async function headersOf(ctx: RequestContext, etag: string | undefined): Promise<Headers> {
  policy ??= stylePolicy(styles, "media-src 'self'");
  return new Headers(
    answerHeaders(ctx.settings, {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Language": ctx.locale,
      "Content-Security-Policy": await policy,
      "Referrer-Policy": "same-origin",
      Vary: "Accept-Language, Cookie",
      ...(etag === undefined
        ? { "Cache-Control": "private, no-store" }
        : { "Cache-Control": "private, no-cache", ETag: etag }),
    }),
  );
}

async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return toBase64Url(new Uint8Array(digest)).slice(0, ETAG_CHARACTERS);
}

type Props = { ctx: RequestContext; view: ShareView };
type PageProps = Props & { captions: ReturnType<typeof orderTracks>; spoken: SpokenText | undefined };

function SharePage({ ctx, view, captions, spoken }: PageProps) {
  const t = translator(ctx.locale);
  const { node, share } = view;
  const house = view.house || "Foyer";
  const preloaded = pictureToPreload(view);
  return (
    <html lang={ctx.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {mayBeFound(view) ? null : <meta name="robots" content="noindex" />}
        <title>{`${node.title} · ${house}`}</title>
        <link rel="icon" href={FAVICON} />
        {preloaded && <link rel="preload" as="image" href={preloaded} fetchpriority="high" />}
        <style dangerouslySetInnerHTML={{ __html: styles }} />
      </head>
      <body>
        <a class="skip" href="#content">
          {t("page.skip")}
        </a>
        <div class="wrap">
          <header class="top">
            <span class="house" aria-hidden="true">
              {[...house][0]?.toLocaleUpperCase(ctx.locale)}
            </span>
            <b dir="auto">{house}</b>
            {share.visibility === "public" ? null : (
              <span class="only small muted">
                {t(share.visibility === "password" ? "share.protected" : "share.members_only")}
              </span>
            )}
          </header>
          {view.closed ? (
            <p class="closed pad" role="status">
              {t(`share.closed_${view.closed}`)}
            </p>
          ) : null}
          <main id="content">
            <ShareMedia ctx={ctx} view={view} captions={captions} />
            <div class="pad">
              <h1 dir="auto">{node.title}</h1>
              <Facts ctx={ctx} view={view} />
              {view.mayDownload ? (
                <a class="button" href={`/s/${share.slug}/download`} download>
                  {t("share.download")}
                </a>
              ) : null}
              {spoken && <ShareTranscript ctx={ctx} view={view} spoken={spoken} />}
            </div>
          </main>
          <footer class="foot pad">
            <a href="/">
              <Mark />
              Foyer
            </a>
          </footer>
        </div>
      </body>
    </html>
  );
}

/** By search engines: what anyone may open, where its maker wants it found. */
function mayBeFound({ share }: ShareView): boolean {
  return share.visibility === "public" && share.allowIndexing && share.maxViews === null;
}

/** A line may break after the dot, not before it. */
const BETWEEN = "\u00a0· ";

function Facts({ ctx, view }: Props) {
  const t = translator(ctx.locale);
  const { share, media, sharedBy, house } = view;
  const by = sharedBy || house;
  const publishedAt = new Date(share.publishedAt ?? share.createdAt).toISOString();
  return (
    <p class="facts">
      {by === "" ? null : `${t("share.by", { name: by })}${BETWEEN}`}
      <time dateTime={publishedAt}>{formatDate(ctx.locale, publishedAt)}</time>
      {media.duration === null ? null : `${BETWEEN}${watchTime(ctx.locale, media.duration)}`}
    </p>
  );
}
