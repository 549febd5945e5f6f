import { createHash } from "node:crypto";
import type { Share } from "../../shared/api/shares.ts";
import { server } from "./server.ts";
import { describing, FRAMES, SURFACES } from "./share-surfaces.ts";

const PLACES = [
  "",
  "?comments=",
  ...Object.values({ ...SURFACES, ...FRAMES }),
  "/captions/fr.vtt",
  "/captions/en.vtt?kind=chapters",
  "/transcript?lang=fr",
];

/** All that a link shows to a stranger, place by place: its status, what tells its version, and a digest of its bytes. */
export async function shownBy(share: Pick<Share, "slug" | "url">): Promise<Record<string, string>> {
  const described = describing(share.url);
  const shown = await Promise.all(
    [...PLACES.map((place) => `/s/${share.slug}${place}`), described].map(async (path) => {
      const answer = await fetch(`${server.url}${path}`, { headers: { Accept: "*/*" } });
      const { headers, status } = answer;
      const bytes = Buffer.from(await answer.arrayBuffer());
      // A refusal bears the id of its request.
      const digest = createHash("sha256").update(status === 200 ? bytes : "");
      return [path, [status, headers.get("ETag"), headers.get("Content-Type"), digest.digest("hex")].join(" ")];
    }),
  );
  return Object.fromEntries(shown);
}
