import { storedBytesHeaders } from "../http/stored-bytes.ts";
import { mayBeFramed } from "./for-anyone.ts";
import type { ShareView } from "./share-view.ts";

/**
 * What goes with the bytes of a share. Where it may be framed, frames that a site has cut off from our origin (HTML,
 * `sandbox`) may take them too, and pictures of it stand on other sites' pages.
 */
export function shareBytesHeaders(view: ShareView, contentType: string): Record<string, string> {
  return {
    ...storedBytesHeaders(contentType),
    "Cross-Origin-Resource-Policy": mayBeFramed(view) ? "cross-origin" : "same-origin",
  };
}
