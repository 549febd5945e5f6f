import type { Locale } from "../../shared/i18n/locale.ts";
import { translator } from "../../shared/i18n/translate.ts";
import type { RequestContext } from "../context.ts";
import { surfacePath } from "../pages/surface-path.ts";
import { watchTime } from "../pages/watch-time.ts";
import { isForAnyone, mayBeFramed } from "../shares/for-anyone.ts";
import type { CollectionView, ShareView } from "../shares/share-view.ts";
import { embedAddress } from "./embed-code.tsx";
import { pageAddress } from "./page-address.ts";
import { picturesOf } from "./pictures.ts";
import { playerSize } from "./player-size.ts";

type Props = { ctx: RequestContext; view: ShareView | CollectionView };
type OfItem = { ctx: RequestContext; view: ShareView };

/** A language and a place where it is spoken, as Open Graph wants them. */
const OG_LOCALES: Record<Locale, string> = { en: "en_US", fr: "fr_FR" };

/**
 * In the head of a page that is for anyone: what sites draw a card from where its address is posted (Open Graph;
 * Twitter takes from it what it has no word of its own for), and where oEmbed tells more. Of any other share a robot
 * sees no page with a title in it.
 */
export function PreviewCard({ ctx, view }: Props) {
  if (!isForAnyone(view)) return null;
  const { node, house } = view;
  const address = pageAddress(ctx, view);
  const description = descriptionOf(ctx, view);
  return (
    <>
      <meta name="description" content={description} />
      <meta property="og:title" content={node.title} />
      <meta property="og:type" content={node.kind === "video" ? "video.other" : "website"} />
      <meta property="og:url" content={address} />
      <meta property="og:description" content={description} />
      <meta property="og:site_name" content={house || "Foyer"} />
      <meta property="og:locale" content={OG_LOCALES[ctx.locale]} />
      {view.kind === "item" ? <ItemCard ctx={ctx} view={view} /> : <meta name="twitter:card" content="summary" />}
      <OwnColour view={view} />
      <OEmbedLink ctx={ctx} format="json" type="application/json+oembed" address={address} />
      <OEmbedLink ctx={ctx} format="xml" type="text/xml+oembed" address={address} />
    </>
  );
}

/** What some draw a card's edge in, and browsers their own frame (HTML, section 4.2.5.1). */
function OwnColour({ view: { look } }: Pick<Props, "view">) {
  if (!look.colours) return null;
  const { light, dark } = look.colours.accent;
  return (
    <>
      <meta name="theme-color" content={light} media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content={dark} media="(prefers-color-scheme: dark)" />
    </>
  );
}

function ItemCard({ ctx, view }: OfItem) {
  const [picture] = picturesOf(ctx, view);
  const plays = mayBeFramed(view) && view.node.kind !== "avatar";
  return (
    <>
      {picture && (
        <>
          <meta property="og:image" content={picture.url} />
          <meta property="og:image:width" content={String(picture.width)} />
          <meta property="og:image:height" content={String(picture.height)} />
          <meta property="og:image:alt" content={view.node.title} />
        </>
      )}
      {plays ? <Playing ctx={ctx} view={view} /> : <meta name="twitter:card" content="summary_large_image" />}
    </>
  );
}

/** What plays in the card itself, by its file or in a frame. */
function Playing({ ctx, view }: OfItem) {
  const { width, height } = playerSize(view);
  const medium = view.node.kind === "voice" ? "audio" : "video";
  return (
    <>
      <meta property={`og:${medium}`} content={`${ctx.settings.publicUrl}${surfacePath(view, "/media")}`} />
      <meta property={`og:${medium}:type`} content={view.media.contentType} />
      {medium === "video" && (
        <>
          <meta property="og:video:width" content={String(width)} />
          <meta property="og:video:height" content={String(height)} />
        </>
      )}
      <meta name="twitter:card" content="player" />
      <meta name="twitter:player" content={embedAddress(ctx, view)} />
      <meta name="twitter:player:width" content={String(width)} />
      <meta name="twitter:player:height" content={String(height)} />
    </>
  );
}

type LinkProps = { ctx: RequestContext; format: string; type: string; address: string };

/** How a site finds what oEmbed tells (oEmbed 1.0, section 4). */
function OEmbedLink({ ctx, format, type, address }: LinkProps) {
  const query = new URLSearchParams({ url: address, format });
  return <link rel="alternate" type={type} href={`${ctx.settings.publicUrl}/oembed?${query}`} />;
}

/** Whose it is and how long, in the reader's language; where nothing may be said of that, whose page it is. */
function descriptionOf({ locale }: RequestContext, view: Props["view"]): string {
  const by = view.sharedBy || view.house;
  const duration = view.kind === "item" ? view.media.duration : null;
  const facts = [
    by === "" ? "" : translator(locale)("share.by", { name: by }),
    duration === null ? "" : watchTime(locale, duration),
  ].filter((fact) => fact !== "");
  return facts.length === 0 ? "Foyer" : facts.join(" · ");
}
