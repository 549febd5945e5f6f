import { createHash } from "node:crypto";
import script from "./watch.script.js";

/** Its name says what is in it, so that browsers may keep it for good. */
const FILE = `watch-${createHash("sha256").update(script).digest("base64url").slice(0, 12)}.js`;
const YEAR_SECONDS = 365 * 24 * 60 * 60;

export const WATCH_SCRIPT = `/assets/${FILE}`;

/** The script of share pages: no secret and no one's own; 404 for a file of another name. */
export function serveAsset(file: string): Response | undefined {
  if (file !== FILE) return undefined;
  return new Response(script, {
    headers: {
      "Content-Type": "text/javascript; charset=utf-8",
      "Cache-Control": `public, max-age=${YEAR_SECONDS}, immutable`,
    },
  });
}
