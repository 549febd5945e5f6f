import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ContentNode } from "../../shared/api/nodes.ts";
import type { Share, ShareRules } from "../../shared/api/shares.ts";
import type { MediaKind } from "../../shared/policy/access.ts";
import type { Visibility } from "../../shared/policy/share-access.ts";
import { type Answer, api } from "./client.ts";

/** One of the small media files that the tests bring. */
export function fixture(name: string): Promise<Buffer<ArrayBuffer>> {
  return readFile(join(import.meta.dirname, "../fixtures", name));
}

export async function newProject(token: string, workspaceId: string, title = "Spring"): Promise<ContentNode> {
  const body = { kind: "project", title };
  return made(await api<ContentNode>("POST", `/workspaces/${workspaceId}/nodes`, { token, body }), 201);
}

/** A folder below a project or another folder. */
export async function newFolder(token: string, parent: ContentNode, title = "Cuts"): Promise<ContentNode> {
  const body = { kind: "folder", title, parentId: parent.id };
  return made(await api<ContentNode>("POST", `/workspaces/${parent.workspaceId}/nodes`, { token, body }), 201);
}

export function newVideo(token: string, project: ContentNode, title = "Launch"): Promise<ContentNode> {
  return newMedia(token, project, "video", title);
}

/** A node that waits for its media. */
export async function newMedia(
  token: string,
  parent: ContentNode,
  kind: MediaKind,
  title: string = kind,
): Promise<ContentNode> {
  const body = { kind, title, parentId: parent.id };
  return made(await api<ContentNode>("POST", `/workspaces/${parent.workspaceId}/nodes`, { token, body }), 201);
}

export const TUS = { "Tus-Resumable": "1.0.0" };

/** Begins an upload and answers its path below `/api/v1`. */
export async function beginUpload(token: string, nodeId: string, size: number, metadata?: string): Promise<string> {
  const headers = { ...TUS, "Upload-Length": String(size), ...(metadata ? { "Upload-Metadata": metadata } : {}) };
  const answer = await api("POST", `/nodes/${nodeId}/uploads`, { token, headers });
  if (answer.status !== 201) throw new Error(`Expected 201, got ${answer.status}: ${answer.text}`);
  return new URL(answer.headers.get("Location") ?? "").pathname.replace("/api/v1", "");
}

export function patchUpload(
  token: string,
  path: string,
  offset: number,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Answer> {
  const headers = { ...TUS, "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" };
  return api("PATCH", path, { token, headers, rawBody: bytes });
}

/** Uploads bytes in one request; the answer is that of the completing PATCH. */
export async function uploadBytes(token: string, nodeId: string, bytes: Uint8Array<ArrayBuffer>): Promise<Answer> {
  return patchUpload(token, await beginUpload(token, nodeId, bytes.byteLength), 0, bytes);
}

/** A video with a real clip in it. */
export async function playableVideo(token: string, workspaceId: string, title?: string): Promise<ContentNode> {
  const video = await newVideo(token, await newProject(token, workspaceId), title);
  const answer = await uploadBytes(token, video.id, await fixture("clip.mp4"));
  if (answer.status !== 204) throw new Error(`Expected 204, got ${answer.status}: ${answer.text}`);
  return video;
}

/** A node of any kind with a file of ours in it, in a project of its own. */
export async function filledMedia(
  token: string,
  workspaceId: string,
  { kind, name, title = kind }: { kind: MediaKind; name: string; title?: string },
): Promise<ContentNode> {
  const node = await newMedia(token, await newProject(token, workspaceId), kind, title);
  const answer = await uploadBytes(token, node.id, await fixture(name));
  if (answer.status !== 204) throw new Error(`Expected 204, got ${answer.status}: ${answer.text}`);
  return node;
}

/** A further link to a node of any kind, public unless said otherwise. */
export async function shareNode(token: string, nodeId: string, rules: Partial<ShareRules> = {}): Promise<Share> {
  const body = { visibility: "public", ...rules };
  return made(await api<Share>("POST", `/nodes/${nodeId}/shares`, { token, body }), 201);
}

export async function publish(
  token: string,
  nodeId: string,
  visibility?: Visibility,
  password?: string,
): Promise<Share> {
  const body = { ...(visibility ? { visibility } : {}), ...(password ? { password } : {}) };
  return made(await api<Share>("POST", `/videos/${nodeId}/publish`, { token, body }), 200);
}

/** The body of an answer that must have this status; setting a scene should fail loudly. */
function made<Body>(answer: Answer<Body>, status: number): Body {
  if (answer.status === status) return answer.body;
  throw new Error(`Expected ${status}, got ${answer.status}: ${answer.text}`);
}
