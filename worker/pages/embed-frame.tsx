import type { ComponentChildren } from "preact";
import tokens from "../../shared/design/tokens.css";
import type { RequestContext } from "../context.ts";
import { type HouseLook, lookSheet } from "../looks/house-look.ts";
import embedStyles from "./embed.css";
import { FAVICON, minify } from "./layout.tsx";

export const embedSheet = minify(`${tokens}\n${embedStyles}`);

/** What other headers a page made for frames has than those that are never framed; it reads no cookie. */
export const FRAMED = { "Cross-Origin-Resource-Policy": "cross-origin", Vary: "Accept-Language" };

type Props = {
  ctx: RequestContext;
  title: string;
  /** Of the workspace whose it is, where that may be told. */
  look?: HouseLook;
  head?: ComponentChildren;
  children: ComponentChildren;
};

/** The document of a frame on another site: no way around in it, since there is one thing to see. */
export function EmbedFrame({ ctx, title, look, head, children }: Props) {
  const own = look ? lookSheet(look) : "";
  return (
    <html lang={ctx.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <link rel="icon" href={FAVICON} />
        {head}
        <style dangerouslySetInnerHTML={{ __html: embedSheet }} />
        {own === "" ? null : <style dangerouslySetInnerHTML={{ __html: own }} />}
      </head>
      <body>{children}</body>
    </html>
  );
}
