import type { ComponentChildren } from "preact";
import { renderToString } from "preact-render-to-string";
import { DOCS_STYLES } from "../../../worker/docs/styles.ts";
import { FAVICON, Mark } from "../../../worker/pages/layout.tsx";

/** A whole page of the reference: no script, its style sheet inline, in English. */
export function docsPage(title: string, children: ComponentChildren): string {
  const html = renderToString(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · Foyer`}</title>
        <link rel="icon" href={FAVICON} />
        <style dangerouslySetInnerHTML={{ __html: DOCS_STYLES }} />
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to content
        </a>
        <header class="top">
          <a class="brand" href="/">
            <Mark />
            <span>Foyer</span>
          </a>
        </header>
        {children}
      </body>
    </html>,
  );
  return `<!doctype html>${html}`;
}
