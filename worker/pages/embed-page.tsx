import { translator } from "../../shared/i18n/translate.ts";
import { orderTracks } from "../captions/order-tracks.ts";
import type { RequestContext } from "../context.ts";
import type { ShareView } from "../shares/share-view.ts";
import { answerSharePage } from "./answer-share-page.ts";
import { EmbedFrame, embedSheet } from "./embed-frame.tsx";
import { HouseSign } from "./house-sign.tsx";
import { PreloadedPicture, ShareMedia, type ShareMediaProps } from "./share-media.tsx";
import { surfacePath } from "./surface-path.ts";

/**
 * What is shared, filling a frame on another site, without script; its title leads to its page. Captions need a picture
 * to stand on: of a voice they are a link to read.
 */
export function embedPage(ctx: RequestContext, view: ShareView, asked: Headers): Promise<Response> {
  const captions = orderTracks(view.captions, asked.get("Accept-Language"));
  const variant = `embed:${captions.shown?.language ?? ""}`;
  const render = () => <EmbedPage ctx={ctx} view={view} captions={captions} />;
  return answerSharePage(ctx, { view, variant, styles: embedSheet, framed: true, render }, asked);
}

function EmbedPage({ ctx, view, captions }: ShareMediaProps) {
  const { node, house, look } = view;
  const [spoken] = captions.tracks;
  return (
    <EmbedFrame
      ctx={ctx}
      title={`${node.title} · ${house || "Foyer"}`}
      look={look}
      head={<PreloadedPicture view={view} />}
    >
      <main class={node.kind === "voice" ? "heard" : "seen"}>
        <h1>
          {(house !== "" || look.logoPath !== null) && (
            <HouseSign locale={ctx.locale} house={house} logo={look.logoPath} />
          )}
          <a href={surfacePath(view, "")} target="_blank" rel="noopener" dir="auto">
            {node.title}
          </a>
        </h1>
        {node.kind === "voice" && spoken && (
          <a
            class="spoken"
            href={surfacePath(view, "/transcript", { lang: spoken.language })}
            target="_blank"
            rel="noopener"
          >
            {translator(ctx.locale)("share.transcript")}
          </a>
        )}
        <ShareMedia ctx={ctx} view={view} captions={captions} />
      </main>
    </EmbedFrame>
  );
}
