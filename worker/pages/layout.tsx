import type { ComponentChildren } from "preact";
import { renderToString } from "preact-render-to-string";
import tokens from "../../shared/design/tokens.css";
import { translator } from "../../shared/i18n/translate.ts";
import type { RequestContext } from "../context.ts";
import { answerHeaders } from "../http/security-headers.ts";
import { toBase64Url } from "../secrets/derive.ts";
import pageStyles from "./page.css";

export type PageOptions = {
  title: string;
  status?: number;
  /** A page with a token in its path tells nobody where it was. */
  tokenInPath?: boolean;
  /** For lists, as against forms. */
  wide?: boolean;
  headers?: Record<string, string>;
};

const styles = minify(`${tokens}\n${pageStyles}`);
let policy: Promise<string> | undefined;

/**
 * A whole page of ours: no script, its style sheet inline and allowed by its digest alone
 * (CSP Level 3, section 8.3), never framed, never kept.
 */
export async function page(ctx: RequestContext, options: PageOptions, content: ComponentChildren): Promise<Response> {
  const html = renderToString(
    <Page ctx={ctx} title={options.title} wide={options.wide ?? false}>
      {content}
    </Page>,
  );
  policy ??= sheetDigest(styles).then((digest) => stylePolicy([digest]));
  return new Response(`<!doctype html>${html}`, {
    status: options.status ?? 200,
    headers: answerHeaders(ctx.settings, {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Language": ctx.locale,
      "Content-Security-Policy": await policy,
      "Cache-Control": "private, no-store",
      "Referrer-Policy": options.tokenInPath ? "no-referrer" : "same-origin",
      Vary: "Accept-Language, Cookie",
      ...options.headers,
    }),
  });
}

/** What a page with an inline style sheet may do beside; `run` our own script. Frames on other sites hold no form. */
export type PageMay = { play?: boolean; run?: boolean; beFramed?: boolean };

/** The policy of a page with these inline style sheets, each by its digest. */
export function stylePolicy(digests: readonly string[], { play, run, beFramed }: PageMay = {}): string {
  return [
    "default-src 'none'",
    `style-src ${digests.map((digest) => `'sha256-${digest}'`).join(" ")}`,
    "img-src 'self' data:",
    `form-action ${beFramed ? "'none'" : "'self'"}`,
    "base-uri 'none'",
    `frame-ancestors ${beFramed ? "*" : "'none'"}`,
    ...(play ? ["media-src 'self'"] : []),
    ...(run ? ["script-src 'self'", "connect-src 'self'"] : []),
  ].join("; ");
}

/** What a policy knows an inline style sheet by: SHA-256, base64. */
export async function sheetDigest(css: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(css));
  const base64 = toBase64Url(new Uint8Array(digest)).replaceAll("-", "+").replaceAll("_", "/");
  return base64.padEnd(Math.ceil(base64.length / 4) * 4, "=");
}

/** Leaves out comments and the white space that only people need. */
export function minify(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/\s*([{};,>])\s*/g, "$1")
    .replace(/: /g, ":")
    .replaceAll(";}", "}")
    .trim();
}

type PageProps = { ctx: RequestContext; title: string; wide: boolean; children: ComponentChildren };

function Page({ ctx, title, wide, children }: PageProps) {
  const t = translator(ctx.locale);
  return (
    <html lang={ctx.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · Foyer`}</title>
        <link rel="icon" href={FAVICON} />
        <style dangerouslySetInnerHTML={{ __html: styles }} />
      </head>
      <body>
        <a class="skip" href="#content">
          {t("page.skip")}
        </a>
        <header class="top">
          <a class="brand" href="/">
            <Mark />
            <span>Foyer</span>
          </a>
        </header>
        <main id="content" class={wide ? "column wide" : "column"}>
          {children}
        </main>
      </body>
    </html>
  );
}

/** The doorway. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 28 28" width="28" height="28" aria-hidden="true">
      <rect class="mark-wall" width="28" height="28" rx="8" />
      <path class="mark-door" d="M9 28V11a5 5 0 0 1 10 0v17z" />
    </svg>
  );
}

export const FAVICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 28 28'%3E%3Crect width='28' height='28' rx='8' fill='%23b8400f'/%3E%3Cpath d='M9 28V11a5 5 0 0 1 10 0v17z' fill='%23fff'/%3E%3C/svg%3E";
