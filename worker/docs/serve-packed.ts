import { isKnown } from "../http/entity-tags.ts";

/** For so long nobody asks again; after that they ask whether it changed. */
const FRESH_SECONDS = 5 * 60;

/**
 * Answers one file that is the same for everyone, held as gzip (RFC 1952) and sent so to whoever takes it. Whoever has
 * it already is told so by its ETag (RFC 9110, section 13.1.2).
 */
export function servePacked(
  gzip: ArrayBuffer,
  contentType: string,
  headers: Record<string, string> = {},
): (request: Request) => Promise<Response> {
  let etag: Promise<string> | undefined;
  return async (request) => {
    etag ??= digest(gzip);
    const all = {
      ...headers,
      ETag: await etag,
      "Cache-Control": `public, max-age=${FRESH_SECONDS}`,
      Vary: "Accept-Encoding",
    };
    if (isKnown(request.headers.get("If-None-Match"), await etag))
      return new Response(null, { status: 304, headers: all });
    const own = { ...all, "Content-Type": contentType };
    if (!takesGzip(request)) return new Response(unpacked(gzip), { headers: own });
    return new Response(gzip, { headers: { ...own, "Content-Encoding": "gzip" }, ...PACKED_ALREADY });
  };
}

/** The runtime's own: the body is encoded as its header says. */
const PACKED_ALREADY = { encodeBody: "manual" } as ResponseInit;

function unpacked(gzip: ArrayBuffer): ReadableStream {
  return new Blob([gzip]).stream().pipeThrough(new DecompressionStream("gzip"));
}

/** Weak: packed or not, it says the same. */
async function digest(bytes: ArrayBuffer): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).slice(0, 12);
  return `W/"${btoa(String.fromCharCode(...hash))}"`;
}

/** Whether gzip is named and not refused (RFC 9110, section 12.5.3). */
function takesGzip(request: Request): boolean {
  const taken = /(?:^|,)\s*gzip\s*(?:;\s*q=([0-9.]+))?\s*(?:,|$)/i.exec(request.headers.get("Accept-Encoding") ?? "");
  return taken !== null && Number(taken[1] ?? 1) > 0;
}
