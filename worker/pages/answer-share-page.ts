import type { JSX } from "preact";
import { renderToString } from "preact-render-to-string";
import type { RequestContext } from "../context.ts";
import { type Compressible, compressedOnce } from "../http/compressed.ts";
import { isKnown } from "../http/entity-tags.ts";
import { answerHeaders } from "../http/security-headers.ts";
import { lookSheet } from "../looks/house-look.ts";
import { toBase64Url } from "../secrets/derive.ts";
import { isForAnyone } from "../shares/for-anyone.ts";
import { hasControls, type ShareFrame } from "../shares/share-view.ts";
import { FRAMED } from "./embed-frame.tsx";
import { sheetDigest, stylePolicy } from "./layout.tsx";

/** A page to make: of what the gate answered, one for each language of ours and each `variant`. */
export type SharePage = {
  view: ShareFrame;
  variant: string;
  styles: string;
  /** Made for frames on other sites, which send no cookie. */
  framed?: boolean;
  status?: number;
  /** Made for this one request, and kept by nobody. */
  once?: boolean;
  /** Bears what is for whoever asked alone. */
  isTheirs?: boolean;
  render(): JSX.Element | Promise<JSX.Element>;
};

/** Encoded, and its headers read, once: a page is asked for far more often than it is made. */
type Rendered = Compressible & { etag: string | undefined };

/** Hangs on what the gate answered, which is gone after half a second, and the page made from it with it. */
const renderedOf = new WeakMap<ShareFrame, Map<string, Rendered>>();
/** Of the few sheets that all pages share; a workspace's own few rules are looked at each time. */
const digests = new Map<string, Promise<string>>();
const ETAG_CHARACTERS = 22;

/** Answers with a page of a share. A public one may be kept by viewers and asked about again; any other is kept by nobody. */
export async function answerSharePage(ctx: RequestContext, page: SharePage, asked: Headers): Promise<Response> {
  const made = await rendered(ctx, page);
  if (made.etag !== undefined && isKnown(asked.get("If-None-Match"), made.etag)) {
    return new Response(null, { status: 304, headers: made.headers });
  }
  return compressedOnce(ctx, asked, made);
}

async function rendered(ctx: RequestContext, page: SharePage): Promise<Rendered> {
  const { view, variant, render } = page;
  const key = `${ctx.locale}:${variant}`;
  const before = page.once ? undefined : renderedOf.get(view)?.get(key);
  if (before) return before;
  const bytes = new TextEncoder().encode(`<!doctype html>${renderToString(await render())}`);
  const etag = mayBeKept(page) ? `W/"${await digestOf(bytes)}"` : undefined;
  const made = { bytes, etag, status: page.status ?? 200, headers: await headersOf(ctx, page, etag) };
  if (page.once) return made;
  const ofView = renderedOf.get(view) ?? new Map<string, Rendered>();
  renderedOf.set(view, ofView.set(key, made));
  return made;
}

/** What anyone may see; the controls of its sharing are for nobody to find in a cache. */
function mayBeKept({ view, once = false, isTheirs = false }: SharePage): boolean {
  return isForAnyone(view) && !hasControls(view) && !once && !isTheirs;
}

async function headersOf(ctx: RequestContext, page: SharePage, etag: string | undefined): Promise<Headers> {
  return new Headers(
    answerHeaders(ctx.settings, {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Language": ctx.locale,
      "Content-Security-Policy": await policyOf(page),
      "Referrer-Policy": "same-origin",
      Vary: "Accept-Language, Cookie",
      ...(page.framed ? FRAMED : {}),
      ...(etag === undefined
        ? { "Cache-Control": "private, no-store" }
        : { "Cache-Control": "private, no-cache", ETag: etag }),
    }),
  );
}

async function policyOf({ view, styles, framed = false }: SharePage): Promise<string> {
  const shared = digests.get(styles) ?? sheetDigest(styles);
  digests.set(styles, shared);
  const own = lookSheet(view.look);
  const sheets = own === "" ? [await shared] : [await shared, await sheetDigest(own)];
  return stylePolicy(sheets, { play: true, run: !framed, beFramed: framed });
}

async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return toBase64Url(new Uint8Array(digest)).slice(0, ETAG_CHARACTERS);
}
