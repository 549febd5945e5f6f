import { beforeAll, describe, expect, test } from "vitest";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { type Actor, workspaceWith } from "../../support/actors.ts";
import { api } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { beginUpload, fixture, newProject, newVideo, patchUpload, uploadBytes } from "../../support/videos.ts";
import { expectPlayed } from "./expect-played.ts";
import { largeClip } from "./large-clip.ts";
import { cutPatch, offsetOf, patchOfUnknownLength } from "./raw-upload.ts";

const MIB = 1024 ** 2;

let token: string;
let project: ContentNode;

beforeAll(async () => {
  const { admin, workspaceId } = await workspaceWith({});
  token = admin.accessToken;
  project = await newProject(token, workspaceId);
});

describe("what was sent is what is played", () => {
  test.each([
    ["clip.mp4", "video/mp4", false],
    ["clip.webm", "video/webm", null],
    ["clip.mov", "video/quicktime", false],
  ])("%s is found to be %s, its index in front: %s", async (name, contentType, fastStart) => {
    const video = await newVideo(token, project);
    const bytes = await fixture(name);
    const { status, headers } = await uploadBytes(token, video.id, bytes);
    expect(status).toBe(204);
    expect(headers.get("Upload-Offset")).toBe(String(bytes.byteLength));
    const { body } = await api<ContentNode>("GET", `/nodes/${video.id}`, { token });
    expect(body.media).toMatchObject({ contentType, size: bytes.byteLength, width: 320, height: 180, fastStart });
    expect(body.media?.duration).toBeCloseTo(3, 1);
  });

  test("in pieces of any size, byte for byte", async () => {
    const video = await newVideo(token, project);
    const bytes = await largeClip(20 * MIB + 4_321);
    const path = await beginUpload(token, video.id, bytes.byteLength);
    const cuts = [1, 999, 8 * MIB - 3, 8 * MIB + 1, 9 * MIB, 16 * MIB, 16 * MIB + 1, bytes.byteLength - 1];
    let offset = 0;
    for (const cut of [...cuts, bytes.byteLength]) {
      const { status, headers } = await patchUpload(token, path, offset, bytes.subarray(offset, cut));
      expect(status).toBe(204);
      expect(headers.get("Upload-Offset")).toBe(String(cut));
      offset = cut;
    }
    await expectPlayed(token, video.id, bytes);
  });

  test("also where a piece ends exactly with a part", async () => {
    const video = await newVideo(token, project);
    const bytes = await largeClip(16 * MIB);
    const path = await beginUpload(token, video.id, bytes.byteLength);
    expect((await patchUpload(token, path, 0, bytes.subarray(0, 8 * MIB))).status).toBe(204);
    expect(await offsetOf(token, path)).toBe(8 * MIB);
    expect((await patchUpload(token, path, 8 * MIB, bytes.subarray(8 * MIB))).status).toBe(204);
    await expectPlayed(token, video.id, bytes);
  });

  test("resumed after the line went dead inside a part", async () => {
    const video = await newVideo(token, project);
    const bytes = await largeClip(14 * MIB + 77);
    const path = await beginUpload(token, video.id, bytes.byteLength);
    await cutPatch({ token, path, offset: 0, bytes }, 10 * MIB + 12_345);
    const offset = (await offsetOf(token, path)) ?? 0;
    expect(offset).toBeGreaterThan(8 * MIB);
    expect(offset).toBeLessThanOrEqual(10 * MIB + 12_345);
    expect((await patchUpload(token, path, offset, bytes.subarray(offset))).status).toBe(204);
    await expectPlayed(token, video.id, bytes);
  });

  test("a body of unknown length counts as far as it goes", async () => {
    const video = await newVideo(token, project);
    const bytes = await fixture("clip.mp4");
    const path = await beginUpload(token, video.id, bytes.byteLength);
    expect(await patchOfUnknownLength({ token, path, offset: 0, bytes: bytes.subarray(0, 20_000) })).toBe(204);
    expect(await offsetOf(token, path)).toBe(20_000);
    expect(await patchOfUnknownLength({ token, path, offset: 20_000, bytes: bytes.subarray(20_000) })).toBe(204);
    await expectPlayed(token, video.id, bytes);
  });

  test("a second upload is the next version, and both are told in the audit log", async () => {
    const video = await newVideo(token, project);
    await uploadBytes(token, video.id, await fixture("clip.mp4"));
    await uploadBytes(token, video.id, await fixture("clip.webm"));
    const { body } = await api<ContentNode>("GET", `/nodes/${video.id}`, { token });
    expect(body.media?.contentType).toBe("video/webm");
    const versions = await sql("SELECT version FROM media WHERE node_id = ?", [video.id]);
    expect(versions.map(({ version }) => version)).toEqual([2]);
    const entries = await sql("SELECT 1 FROM audit_entries WHERE target = ? AND action = 'media.uploaded'", [video.id]);
    expect(entries).toHaveLength(2);
  });
});

describe("what is no video is refused and leaves nothing", () => {
  test.each(["picture.png", "sound-only.mp4"])("%s", async (name) => {
    const video = await newVideo(token, project);
    const bytes = await fixture(name);
    const path = await beginUpload(token, video.id, bytes.byteLength, `filename ${btoa("clip.mp4")}`);
    const { status, body } = await patchUpload(token, path, 0, bytes);
    expect([status, body.code]).toEqual([415, "unsupported_media_type"]);
    expect(await offsetOf(token, path)).toBeUndefined();
    const { body: node } = await api<ContentNode>("GET", `/nodes/${video.id}`, { token });
    expect(node.media).toBeNull();
  });

  test("half a video, ended by a lying length", async () => {
    const video = await newVideo(token, project);
    const half = (await fixture("clip.mp4")).subarray(0, 15_000);
    expect((await uploadBytes(token, video.id, half)).status).toBe(415);
  });

  test("text that only begins like an MP4", async () => {
    const video = await newVideo(token, project);
    const bytes = Buffer.concat([
      Buffer.from("\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "latin1"),
      Buffer.alloc(9_000, "x"),
    ]);
    expect((await uploadBytes(token, video.id, bytes)).status).toBe(415);
  });
});

describe("an upload is its node's and its uploader's", () => {
  test("to anyone else, and below another node, it does not exist", async () => {
    const { admin, workspaceId, members } = await workspaceWith({ super_admin: 1 });
    const video = await newVideo(admin.accessToken, await newProject(admin.accessToken, workspaceId));
    const other = await newVideo(admin.accessToken, await newProject(admin.accessToken, workspaceId));
    const path = await beginUpload(admin.accessToken, video.id, 100);
    const peer = members.super_admin[0] as Actor;
    expect(await offsetOf(peer.accessToken, path)).toBeUndefined();
    expect((await patchUpload(peer.accessToken, path, 0, Buffer.alloc(10))).status).toBe(404);
    expect(await offsetOf(admin.accessToken, path.replace(video.id, other.id))).toBeUndefined();
    expect(await offsetOf(admin.accessToken, path)).toBe(0);
  });

  test("two that send the same bytes at once: one is taken, the other is told where it stands", async () => {
    const video = await newVideo(token, project);
    const bytes = await largeClip(9 * MIB);
    const path = await beginUpload(token, video.id, bytes.byteLength);
    const answers = await Promise.all([1, 2].map(() => patchUpload(token, path, 0, bytes)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    await expectPlayed(token, video.id, bytes);
  });

  test("unknown and malformed ids", async () => {
    const video = await newVideo(token, project);
    const headers = { "Tus-Resumable": "1.0.0" };
    for (const id of ["upl_01m85jwb85fapaz4k2qnp2jv45", "nonsense", "..%2f..", "%00"]) {
      expect((await api("HEAD", `/nodes/${video.id}/uploads/${id}`, { token, headers })).status).toBe(404);
    }
  });

  test("a project takes no media", async () => {
    const headers = { "Tus-Resumable": "1.0.0", "Upload-Length": "5" };
    const answer = await api("POST", `/nodes/${project.id}/uploads`, { token, headers });
    expect([answer.status, answer.body.code]).toEqual([409, "invalid_state"]);
  });

  test("trashed meanwhile, the video takes nothing", async () => {
    const video = await newVideo(token, project);
    const bytes = await fixture("clip.mp4");
    const path = await beginUpload(token, video.id, bytes.byteLength);
    await patchUpload(token, path, 0, bytes.subarray(0, 10_000));
    await api("DELETE", `/nodes/${video.id}`, { token });
    expect((await patchUpload(token, path, 10_000, bytes.subarray(10_000))).status).toBe(404);
  });
});
