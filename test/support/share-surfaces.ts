import type { ContentNode } from "../../shared/api/nodes.ts";
import type { Share } from "../../shared/api/shares.ts";
import type { Visibility } from "../../shared/policy/share-access.ts";
import { api } from "./client.ts";
import { fixture, newFolder, newProject, newVideo, uploadBytes } from "./videos.ts";

/** What stands behind the gate beside the page, by its route; a route without a place here fails a test. */
export const SURFACES: Record<string, string> = {
  "/s/:slug/media": "/media",
  "/s/:slug/captions/:file": "/captions/en.vtt",
  "/s/:slug/transcript": "/transcript",
  "/s/:slug/poster": "/poster?w=640",
  "/s/:slug/download": "/download",
  "/s/:slug/comments": "/comments",
};

/** What is made for frames on other sites, where everyone is a stranger; by its route, as above. */
export const FRAMES: Record<string, string> = { "/s/:slug/embed": "/embed" };

/** What goes on telling for as long as somebody looks; by its route, as above. */
export const STREAMS: Record<string, string> = { "/s/:slug/live": "/live" };

/** What takes what the page tells of whoever watches; by its route, as above. */
export const LISTENERS: Record<string, string> = { "/s/:slug/views": "/views" };

/** Addresses of forms, which lead back to the page they stand on; by route, as above. */
export const WAYS_BACK: Record<string, string> = {
  "/s/:slug/settings": "/settings",
  "/s/:slug/captions": "/captions",
  "/s/:slug/chapters": "/chapters",
  "/s/:slug/review": "/review",
  "/s/:slug/reviewers": "/reviewers",
  "/s/:slug/versions": "/versions",
  "/s/:slug/comments/:commentId": "/comments/cmt_00000000000000000000000000",
};

/** The path that describes an address of ours to other sites. */
export function describing(address: string, query = ""): string {
  return `/oembed?url=${encodeURIComponent(address)}${query}`;
}

/** What is shared: a video by itself, or a folder that holds it further down. */
export const SUBJECTS = ["video", "collection"] as const;
export type Subject = (typeof SUBJECTS)[number];

/** What a share is of, and the video that it shows. */
export type Whole = { subject: Subject; nodeId: string; videoId: string };

/** A share's pages, its other surfaces and its frames, as what follows its address; `cards` never play anything. */
export type Places = { pages: string[]; surfaces: string[]; frames: string[]; cards: string[] };

export function placesOf({ subject, videoId }: Whole): Places {
  const [surfaces, frames] = [Object.values(SURFACES), Object.values(FRAMES)];
  if (subject === "video") return { pages: [""], surfaces, frames, cards: [] };
  const within = (places: string[]) => places.map((one) => inCollection(one, videoId));
  return { pages: ["", ...within([""])], surfaces: within(surfaces), frames: within(frames), cards: frames };
}

/** A surface of one thing in a collection. */
export function inCollection(surface: string, node: string): string {
  return `${surface}${surface.includes("?") ? "&" : "?"}node=${node}`;
}

/** Makes what a share can be of, everything in it bearing the title, and the video with something on every surface. */
export async function makeWhole(subject: Subject, token: string, workspaceId: string, title: string): Promise<Whole> {
  const project = await newProject(token, workspaceId);
  if (subject === "video") {
    const { id } = await completeVideoIn(token, project, title);
    return { subject, nodeId: id, videoId: id };
  }
  const folder = await newFolder(token, project, title);
  const { id } = await completeVideoIn(token, await newFolder(token, folder, title), title);
  return { subject, nodeId: folder.id, videoId: id };
}

/** Shares it, its download allowed: a video by its Share Page, a folder by a link. */
export async function shareWhole(
  token: string,
  { subject, nodeId }: Pick<Whole, "subject" | "nodeId">,
  visibility: Visibility,
  password?: string,
): Promise<Share> {
  const body = { visibility, allowDownload: true, ...(password ? { password } : {}) };
  const path = subject === "video" ? `/videos/${nodeId}/publish` : `/nodes/${nodeId}/shares`;
  const answer = await api<Share>("POST", path, { token, body });
  if (answer.status >= 300) throw new Error(`Expected a share: ${answer.text}`);
  return answer.body;
}

const CAPTIONS = "WEBVTT\n\n00:00.500 --> 00:02.000\nHello";

/** A video that has something on every surface, in a project of its own. */
export async function completeVideo(token: string, workspaceId: string, title: string): Promise<ContentNode> {
  return completeVideoIn(token, await newProject(token, workspaceId), title);
}

/** The same below a project or folder. */
export async function completeVideoIn(token: string, parent: ContentNode, title: string): Promise<ContentNode> {
  const video = await newVideo(token, parent, title);
  const clip = await uploadBytes(token, video.id, await fixture("clip.mp4"));
  const [captions, poster] = await Promise.all([
    api("PUT", `/videos/${video.id}/captions/en`, {
      token,
      headers: { "Content-Type": "text/vtt" },
      rawBody: new TextEncoder().encode(CAPTIONS),
    }),
    api("PUT", `/nodes/${video.id}/poster?width=640`, { token, rawBody: await fixture("poster.jpg") }),
  ]);
  for (const { status, text } of [clip, captions, poster]) if (status >= 300) throw new Error(`Expected 200: ${text}`);
  return video;
}
