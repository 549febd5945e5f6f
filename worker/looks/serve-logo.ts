import type { RequestContext } from "../context.ts";
import { Problem } from "../http/problem.ts";
import { storedBytesHeaders } from "../http/stored-bytes.ts";
import { pictureType } from "../posters/picture-type.ts";
import { LOGOS } from "./logo-path.ts";

const NAME = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DAY_SECONDS = 24 * 60 * 60;

/**
 * A logo, for whoever knows its name: of a page they were let in to, or out of a mail, whose reader asks from elsewhere
 * (`Cross-Origin-Resource-Policy`). No gate protects it, so it may be kept.
 */
export async function serveLogo({ env }: RequestContext, name: string): Promise<Response> {
  const object = NAME.test(name) ? await env.MEDIA.get(`${LOGOS}/${name}`) : null;
  if (!object) throw new Problem("not_found");
  const bytes = new Uint8Array(await object.arrayBuffer());
  return new Response(bytes, {
    headers: {
      ...storedBytesHeaders(pictureType(bytes) ?? "application/octet-stream"),
      "Cache-Control": `public, max-age=${DAY_SECONDS}, immutable`,
      "Cross-Origin-Resource-Policy": "cross-origin",
    },
  });
}
