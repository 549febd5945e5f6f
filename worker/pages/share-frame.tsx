import type { ComponentChildren } from "preact";
import { formatDate, translator } from "../../shared/i18n/translate.ts";
import type { RequestContext } from "../context.ts";
import { lookSheet } from "../looks/house-look.ts";
import { PreviewCard } from "../previews/preview-card.tsx";
import { isForAnyone } from "../shares/for-anyone.ts";
import type { CollectionView, ShareFrame, ShareView } from "../shares/share-view.ts";
import { HouseSign } from "./house-sign.tsx";
import { FAVICON, Mark } from "./layout.tsx";

type Props = {
  ctx: RequestContext;
  view: ShareView | CollectionView;
  /** The style sheet, as its digest in the policy says. */
  styles: string;
  head?: ComponentChildren;
  children: ComponentChildren;
};

/** What stands around whatever a share shows: whose it is, who else may see it, and whether it is closed. */
export function ShareFramePage({ ctx, view, styles, head, children }: Props) {
  const t = translator(ctx.locale);
  const { node, share } = view;
  const house = view.house || "Foyer";
  const own = lookSheet(view.look);
  return (
    <html lang={ctx.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {mayBeFound(view) ? null : <meta name="robots" content="noindex" />}
        <title>{`${node.title} · ${house}`}</title>
        <link rel="icon" href={FAVICON} />
        {head}
        <PreviewCard ctx={ctx} view={view} />
        <style dangerouslySetInnerHTML={{ __html: styles }} />
        {own === "" ? null : <style dangerouslySetInnerHTML={{ __html: own }} />}
      </head>
      <body>
        <a class="skip" href="#content">
          {t("page.skip")}
        </a>
        <div class="wrap">
          <header class="top">
            <HouseSign locale={ctx.locale} house={house} logo={view.look.logoPath} />
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
          {children}
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
function mayBeFound(view: ShareFrame): boolean {
  return isForAnyone(view) && view.share.allowIndexing;
}

/** A line may break after the dot, not before it. */
const BETWEEN = "\u00a0· ";

/** Who shared it and when, and how much there is to watch. */
export function Facts({ ctx, view, amount }: { ctx: RequestContext; view: ShareFrame; amount: string | null }) {
  const { share, sharedBy, house } = view;
  const by = sharedBy || house;
  const publishedAt = new Date(share.publishedAt ?? share.createdAt).toISOString();
  return (
    <p class="facts">
      {by === "" ? null : `${translator(ctx.locale)("share.by", { name: by })}${BETWEEN}`}
      <time dateTime={publishedAt}>{formatDate(ctx.locale, publishedAt)}</time>
      {amount === null ? null : `${BETWEEN}${amount.replaceAll(" ", "\u00a0")}`}
    </p>
  );
}
