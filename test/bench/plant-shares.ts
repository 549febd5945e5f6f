import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { newId } from "../../shared/ids.ts";
import type { NodeKind } from "../../shared/policy/access.ts";
import type { Visibility } from "../../shared/policy/share-access.ts";
import { inChunks, type Person } from "../support/plant-people.ts";
import { call } from "./http-client.ts";
import { api, bearer, type Scene } from "./people.ts";

/** Shares of videos in one project, put in place without uploading: only their pages are asked for. */
export async function plantShares(
  scene: Scene,
  workspaceId: string,
  visibility: Visibility,
  count: number,
): Promise<string[]> {
  const row = await rowsOf(scene, workspaceId);
  const projectId = newId("node");
  await scene.database.batch([row.node(projectId, "project", null)], "write");
  const slugs = Array.from({ length: count }, newSlug);
  await inChunks(slugs, (chunk) =>
    scene.database.batch(
      chunk.flatMap((slug) => {
        const id = newId("node");
        return [row.node(id, "video", projectId), row.clip(id), row.share(slug, id, visibility, true)];
      }),
      "write",
    ),
  );
  return slugs;
}

/** A public share of a folder with so many videos in it, put in place the same way; answers its slug. */
export async function plantCollection(scene: Scene, workspaceId: string, count: number): Promise<string> {
  const row = await rowsOf(scene, workspaceId);
  const [projectId, folderId, slug] = [newId("node"), newId("node"), newSlug()];
  const videos = Array.from({ length: count }, () => newId("node"));
  await scene.database.batch(
    [
      row.node(projectId, "project", null),
      row.node(folderId, "folder", projectId),
      ...videos.flatMap((id) => [row.node(id, "video", folderId), row.clip(id)]),
      row.share(slug, folderId, "public", false),
    ],
    "write",
  );
  return slug;
}

const newSlug = (): string => randomBytes(16).toString("base64url");

/** The rows that make up what is shared in a workspace, by its one member. */
async function rowsOf({ database }: Scene, workspaceId: string) {
  const now = Date.now();
  const owner = await database.execute({
    sql: "SELECT id FROM memberships WHERE workspace_id = ?",
    args: [workspaceId],
  });
  const ownerId = String(owner.rows[0]?.id);
  return {
    node: (id: string, kind: NodeKind, parentId: string | null) => ({
      sql: `INSERT INTO nodes (id, workspace_id, kind, title, parent_id, owner_membership_id, everyone, created_at, updated_at, change_id)
        VALUES (?, ?, ?, 'Bench', ?, ?, ?, ?, ?, 'bench')`,
      args: [id, workspaceId, kind, parentId, ownerId, parentId === null ? "view" : "inherit", now, now],
    }),
    clip: (nodeId: string) => ({
      sql: `INSERT INTO media (node_id, version, r2_key, content_type, size, duration, width, height, etag, uploaded_at)
        VALUES (?, 1, ?, 'video/mp4', 1000, 8, 640, 360, 'bench', ?)`,
      args: [nodeId, nodeId, now],
    }),
    share: (slug: string, nodeId: string, visibility: Visibility, isSharePage: boolean) => ({
      sql: `INSERT INTO shares (id, workspace_id, node_id, slug, visibility, is_share_page, password_hash, published_at, created_by, created_at, change_id)
        VALUES (?, ?, ?, ?, ?, ?, 'nothing fits it', ?, ?, ?, 'bench')`,
      args: [newId("share"), workspaceId, nodeId, slug, visibility, isSharePage ? 1 : 0, now, ownerId, now],
    }),
  };
}

/** A public share of a real clip of so many bytes, uploaded; answers its slug. */
export async function plantClip(scene: Scene, admin: Person, workspaceId: string, size: number): Promise<string> {
  const headers = bearer(admin.token);
  const made = async (path: string, body: object, status: number) =>
    JSON.parse((await call({ method: "POST", url: api(scene, path), headers, body, status })).toString());
  const nodes = `/workspaces/${workspaceId}/nodes`;
  const project = await made(nodes, { kind: "project", title: "Bench" }, 201);
  const video = await made(nodes, { kind: "video", title: "Bench", parentId: project.id }, 201);
  const tus = { ...headers, "Tus-Resumable": "1.0.0" };
  const begun = await fetch(api(scene, `/nodes/${video.id}/uploads`), {
    method: "POST",
    headers: { ...tus, "Upload-Length": String(size) },
  });
  const sent = await fetch(begun.headers.get("Location") ?? "", {
    method: "PATCH",
    headers: { ...tus, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream" },
    body: await clipOf(size),
  });
  if (sent.status !== 204) throw new Error(`The upload ended with ${sent.status}: ${await sent.text()}`);
  return (await made(`/videos/${video.id}/publish`, { visibility: "public" }, 200)).slug;
}

/** An MP4 may carry a `free` box of any bytes behind its movie (ISO/IEC 14496-12, section 8.1.2). */
async function clipOf(size: number): Promise<Buffer<ArrayBuffer>> {
  const clip = await readFile(join(import.meta.dirname, "../fixtures/clip.mp4"));
  const box = Buffer.alloc(size - clip.byteLength);
  box.writeUInt32BE(box.byteLength, 0);
  box.write("free", 4, "latin1");
  return Buffer.concat([clip, box]);
}
