import tokens from "../../shared/design/tokens.css";
import { pluralKey } from "../../shared/i18n/message.ts";
import { translator } from "../../shared/i18n/translate.ts";
import { COLLECTION_PAGE } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import { PassOn } from "../previews/pass-on.tsx";
import type { CollectionItem, CollectionList } from "../shares/collection-sql.ts";
import { sharePath } from "../shares/share-asked.ts";
import { type CollectionView, hasControls } from "../shares/share-view.ts";
import { answerSharePage } from "./answer-share-page.ts";
import collectionStyles from "./collection-page.css";
import { Facts, ShareFramePage } from "./share-frame.tsx";
import shareStyles from "./share-page.css";
import { Sharing, sharingSheets } from "./sharing/sharing.tsx";
import { type SharingSaid, statusOf, variantOf } from "./sharing/sharing-said.ts";
import { WATCH_SCRIPT } from "./watch-script.ts";
import { watchTime } from "./watch-time.ts";

const sheets = sharingSheets(`${tokens}\n${shareStyles}\n${collectionStyles}`);

/** The page of a shared project or folder, for whoever the gate let in: what it covers, to be watched there. */
export function collectionPage(
  ctx: RequestContext,
  view: CollectionView,
  asked: Headers,
  said: SharingSaid,
): Promise<Response> {
  const styles = sheets(view);
  const render = () => <CollectionPage ctx={ctx} view={view} styles={styles} said={said} />;
  return answerSharePage(ctx, { view, variant: variantOf(said), styles, render, ...statusOf(said) }, asked);
}

/** So many tiles may be in sight as soon as the page is: their pictures wait for nothing. */
const IN_SIGHT = 6;

type Props = { ctx: RequestContext; view: CollectionView };

function CollectionPage({ ctx, view, styles, said }: Props & { styles: string; said: SharingSaid }) {
  const t = translator(ctx.locale);
  const { total, items } = view.list;
  const shown = items.slice(0, COLLECTION_PAGE);
  const first = new Set(shown.slice(0, IN_SIGHT).map(({ id }) => id));
  return (
    <ShareFramePage
      ctx={ctx}
      view={view}
      styles={styles}
      head={hasControls(view) && <script defer src={WATCH_SCRIPT} />}
    >
      <main id="content" class="pad">
        <h1 dir="auto">{view.node.title}</h1>
        <Facts
          ctx={ctx}
          view={view}
          amount={total === 0 ? null : t(pluralKey(ctx.locale, "share.titles", total), { count: total })}
        />
        <PassOn ctx={ctx} view={view} />
        <Sharing ctx={ctx} view={view} said={said} />
        {shown.length === 0 ? <p class="empty">{t("share.empty")}</p> : null}
        {sectionsOf(view.list, shown).map((section) => (
          <Section key={section.id} ctx={ctx} slug={view.share.slug} first={first} {...section} />
        ))}
        <Pages ctx={ctx} view={view} />
      </main>
    </ShareFramePage>
  );
}

/** The items of one folder; those that stand in the shared node itself bear no heading. */
type SectionOf = { id: string; titles: string[]; items: CollectionItem[] };

function sectionsOf({ folders }: CollectionList, items: readonly CollectionItem[]): SectionOf[] {
  const titlesOf = new Map(folders.map(({ id, titles }) => [id, titles]));
  const byFolder = Map.groupBy(items, ({ folderId }) => folderId);
  return [...byFolder].map(([id, inIt]) => ({ id, titles: titlesOf.get(id) ?? [], items: inIt }));
}

type SectionProps = SectionOf & { ctx: RequestContext; slug: string; first: ReadonlySet<string> };

function Section({ ctx, slug, first, id, titles, items }: SectionProps) {
  const tiles = (
    <ul class="tiles">
      {items.map((item) => (
        <Tile key={item.id} ctx={ctx} slug={slug} item={item} waits={!first.has(item.id)} />
      ))}
    </ul>
  );
  if (titles.length === 0) return tiles;
  return (
    <section aria-labelledby={id}>
      <h2 id={id} dir="auto">
        {titles.join(" / ")}
      </h2>
      {tiles}
    </section>
  );
}

type TileProps = { ctx: RequestContext; slug: string; item: CollectionItem; waits: boolean };

/** The picture's place is reserved by its size; the title names the link, the picture says nothing more. */
function Tile({ ctx, slug, item, waits }: TileProps) {
  const { id: node, title, duration } = item;
  return (
    <li>
      <a href={sharePath(slug, "", { node })}>
        <span class="shot">
          <img
            src={sharePath(slug, "/poster", { node, w: "640" })}
            alt=""
            width="640"
            height="360"
            loading={waits ? "lazy" : undefined}
          />
          {duration === null ? null : <span class="time">{watchTime(ctx.locale, duration)}</span>}
        </span>
        <b dir="auto">{title}</b>
      </a>
    </li>
  );
}

/** On to what this page does not show any more, and back to where it began. */
function Pages({ ctx, view: { share, list, after } }: Props) {
  const t = translator(ctx.locale);
  const last = list.items.length > COLLECTION_PAGE ? list.items[COLLECTION_PAGE - 1] : undefined;
  if (!last && after === undefined) return null;
  return (
    <nav class="pages" aria-label={t("share.pages")}>
      {after === undefined ? null : (
        <a class="button" href={sharePath(share.slug, "")}>
          {t("share.first_page")}
        </a>
      )}
      {last && (
        <a class="button" rel="next" href={sharePath(share.slug, "", { after: last.id })}>
          {t("share.next_page")}
        </a>
      )}
    </nav>
  );
}
