import { gzipSync } from "node:zlib";
import type { MiddlewareHandler } from "hono";
import { parseAccept } from "hono/utils/accept";
import type { AppEnv, RequestContext } from "../context.ts";
import type { Bindings } from "../env.ts";

/** What is text, and grows no smaller elsewhere. */
const TEXTUAL = /^(?:text\/(?!event-stream)|application\/(?:json|xml|x-ndjson)\b)/;
/** With a body, and that it is the one known already. */
const WHOLE: ReadonlySet<number> = new Set([200, 304]);

/**
 * Where no platform in front does so, texts go out compressed to whoever takes them so (RFC 9110, section 12.5.3): the
 * runtime compresses what says that it is (workerd, `encodeBody: "automatic"`). Refusals are too short to gain by it.
 */
export const compressed: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  if (!compresses(c.env) || !WHOLE.has(c.res.status)) return;
  const { headers, body } = c.res;
  if (!TEXTUAL.test(headers.get("Content-Type") ?? "")) return;
  if (headers.get("Cache-Control")?.includes("no-transform")) return;
  // What nobody keeps need not say by what it differs.
  if (!headers.get("Cache-Control")?.includes("no-store")) headers.append("Vary", "Accept-Encoding");
  if (headers.has("Content-Encoding")) return;
  if (body === null || c.req.method === "HEAD" || !takesGzip(c.req.raw.headers)) return;
  headers.set("Content-Encoding", "gzip");
  headers.delete("Content-Length");
};

function compresses({ COMPRESSES }: Bindings): boolean {
  return COMPRESSES === "1";
}

/** Answers with a page, and with what it is compressed, made once, to whoever takes it so. */
export function compressedOnce({ env }: Pick<RequestContext, "env">, asked: Headers, page: Compressible): Response {
  const { bytes, headers, status } = page;
  if (!compresses(env) || !takesGzip(asked)) return new Response(bytes, { status, headers });
  page.gzip ??= Uint8Array.from(gzipSync(bytes));
  // The runtime is to leave alone what is compressed already.
  const init: ResponseInit & { encodeBody: "manual" } = { status, headers, encodeBody: "manual" };
  const answer = new Response(page.gzip, init);
  answer.headers.set("Content-Encoding", "gzip");
  return answer;
}

/** `gzip` once somebody has asked for it so. */
export type Compressible = {
  bytes: Uint8Array<ArrayBuffer>;
  headers: Headers;
  status: number;
  gzip?: Uint8Array<ArrayBuffer>;
};

function takesGzip(asked: Headers): boolean {
  return parseAccept(asked.get("Accept-Encoding") ?? "").some(({ type, q }) => type.toLowerCase() === "gzip" && q > 0);
}
