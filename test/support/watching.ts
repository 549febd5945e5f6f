import type { Share } from "../../shared/api/shares.ts";
import type { VideoStats } from "../../shared/api/stats.ts";
import type { Stretch } from "../../shared/watch/stretches.ts";
import { BROWSER } from "./browser-agent.ts";
import { type Answer, api, request } from "./client.ts";

/** Somebody who watches: by a token, or as a network and an agent tell them apart. */
export type Watcher = { token?: string | undefined; network?: string; agent?: string };

/** As the page tells it; `query` names one thing in a collection. */
export function tellWatched(
  { slug }: Pick<Share, "slug">,
  { token, network, agent = BROWSER }: Watcher,
  watched: readonly Stretch[] = [[0, 1]],
  { version = 1, query = "", path = "/views" } = {},
): Promise<Answer> {
  return request("POST", `/s/${slug}${path}${query}`, {
    body: { version, watched },
    headers: { "User-Agent": agent },
    ...(token === undefined ? {} : { token }),
    ...(network === undefined ? {} : { network }),
  });
}

/** What an editor reads of it; the answer must be 200. */
export async function readStats(token: string, nodeId: string, query = ""): Promise<VideoStats> {
  const { status, body, text } = await api<VideoStats>("GET", `/videos/${nodeId}/stats${query}`, { token });
  if (status !== 200) throw new Error(`Expected 200, got ${status}: ${text}`);
  return body;
}

/** How many watched each second. */
export async function retentionOf(token: string, nodeId: string): Promise<number[]> {
  return (await readStats(token, nodeId)).retention.map(({ viewers }) => viewers);
}
