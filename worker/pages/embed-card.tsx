import type { ComponentChildren } from "preact";
import { renderToString } from "preact-render-to-string";
import { translator } from "../../shared/i18n/translate.ts";
import type { RequestContext } from "../context.ts";
import { answerHeaders } from "../http/security-headers.ts";
import { type ShareAsked, sharePath } from "../shares/share-asked.ts";
import { type Closed, wordsFor } from "./closed-share-page.tsx";
import { EmbedFrame, embedSheet, FRAMED } from "./embed-frame.tsx";
import { Mark, sheetDigest, stylePolicy } from "./layout.tsx";

/** What a frame shows of a share that is seen on its own page: that there is something, and the way to it. */
export function embedCard(ctx: RequestContext, { slug, node }: Pick<ShareAsked, "slug" | "node">): Promise<Response> {
  const t = translator(ctx.locale);
  return card(
    ctx,
    { title: t("share.card_title"), status: 200 },
    <a class="button primary" href={sharePath(slug, "", { node })} target="_blank" rel="noopener">
      {t("open.something")}
    </a>,
  );
}

/** Why there is nothing to see any more, or never was. */
export function embedClosed(ctx: RequestContext, closed: Closed): Promise<Response> {
  const { title, status, lead } = wordsFor(ctx, closed);
  return card(ctx, { title, status }, <p>{lead}</p>);
}

let policy: Promise<string> | undefined;

async function card(
  ctx: RequestContext,
  { title, status }: { title: string; status: number },
  content: ComponentChildren,
): Promise<Response> {
  policy ??= sheetDigest(embedSheet).then((digest) => stylePolicy([digest], { beFramed: true }));
  const html = renderToString(
    <EmbedFrame ctx={ctx} title={`${title} · Foyer`}>
      <main class="card">
        <Mark />
        <h1>{title}</h1>
        {content}
      </main>
    </EmbedFrame>,
  );
  return new Response(`<!doctype html>${html}`, {
    status,
    headers: answerHeaders(ctx.settings, {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Language": ctx.locale,
      "Content-Security-Policy": await policy,
      "Cache-Control": "private, no-store",
      ...FRAMED,
    }),
  });
}
