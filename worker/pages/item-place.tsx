import { translator } from "../../shared/i18n/translate.ts";
import type { RequestContext } from "../context.ts";
import { sharePath } from "../shares/share-asked.ts";
import type { ShareView, Titled } from "../shares/share-view.ts";

type Props = { ctx: RequestContext; view: ShareView };

/** The way back to the collection that an item was reached through, and the folders it stands in. */
export function Crumbs({ ctx, view: { share, place } }: Props) {
  if (!place) return null;
  return (
    <nav class="crumbs pad" aria-label={translator(ctx.locale)("share.crumbs")}>
      <ol>
        <li>
          <a class="back" href={sharePath(share.slug, "")} dir="auto">
            {place.collection}
          </a>
        </li>
        {place.folders.map(({ id, title }) => (
          <li key={id}>
            <span dir="auto">{title}</span>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** What comes before an item and after it in its collection. */
export function BesideItem({ ctx, view: { share, place } }: Props) {
  const t = translator(ctx.locale);
  if (!place?.previous && !place?.next) return null;
  return (
    <nav class="beside pad" aria-label={t("share.beside")}>
      <BesideLink slug={share.slug} rel="prev" word={t("share.previous")} to={place.previous} />
      <BesideLink slug={share.slug} rel="next" word={t("share.next")} to={place.next} />
    </nav>
  );
}

type LinkProps = { slug: string; rel: "prev" | "next"; word: string; to: Titled | null };

function BesideLink({ slug, rel, word, to }: LinkProps) {
  if (!to) return null;
  return (
    <a class={rel} rel={rel} href={sharePath(slug, "", { node: to.id })}>
      <span class="small muted">{word}</span>
      <b dir="auto">{to.title}</b>
    </a>
  );
}
