import type { ContentNode } from "../../shared/api/nodes.ts";
import type { Share } from "../../shared/api/shares.ts";
import type { Visibility } from "../../shared/policy/share-access.ts";
import { api } from "./client.ts";
import { fixture, playableVideo } from "./videos.ts";

/** What stands behind the gate beside the page, by its route; a route without a place here fails a test. */
export const SURFACES: Record<string, string> = {
  "/s/:slug/media": "/media",
  "/s/:slug/captions/:file": "/captions/en.vtt",
  "/s/:slug/poster": "/poster?w=640",
  "/s/:slug/download": "/download",
};

/** A published video with something on every surface, its download allowed. */
export async function publishWhole(
  token: string,
  nodeId: string,
  visibility: Visibility,
  password?: string,
): Promise<Share> {
  const body = { visibility, allowDownload: true, ...(password ? { password } : {}) };
  const answer = await api<Share>("POST", `/videos/${nodeId}/publish`, { token, body });
  if (answer.status !== 200) throw new Error(`Expected 200: ${answer.text}`);
  return answer.body;
}

const CAPTIONS = "WEBVTT\n\n00:00.500 --> 00:02.000\nHello";

/** A video that has something on every surface. */
export async function completeVideo(token: string, workspaceId: string, title: string): Promise<ContentNode> {
  const video = await playableVideo(token, workspaceId, title);
  const [captions, poster] = await Promise.all([
    api("PUT", `/videos/${video.id}/captions/en`, {
      token,
      headers: { "Content-Type": "text/vtt" },
      rawBody: new TextEncoder().encode(CAPTIONS),
    }),
    api("PUT", `/nodes/${video.id}/poster?width=640`, { token, rawBody: await fixture("poster.jpg") }),
  ]);
  for (const { status, text } of [captions, poster]) if (status >= 300) throw new Error(`Expected 200: ${text}`);
  return video;
}
