import { beforeAll, describe, expect, test } from "vitest";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { workspaceWith } from "../../support/actors.ts";
import { api } from "../../support/client.ts";
import { beginUpload, fixture, newProject, newVideo, patchUpload, uploadBytes } from "../../support/videos.ts";
import { offsetOf } from "./raw-upload.ts";

let token: string;
let project: ContentNode;

beforeAll(async () => {
  const { admin, workspaceId } = await workspaceWith({});
  token = admin.accessToken;
  project = await newProject(token, workspaceId);
});

describe("a codec that not every browser plays is refused by name, and nothing is left", () => {
  test.each([
    ["mpeg4-part2.mp4", "MPEG-4 Part 2"],
    ["hevc.mov", "HEVC (H.265)"],
    ["prores.mov", "ProRes"],
    ["ac3-sound.mp4", "AC-3"],
    ["pcm-sound.mov", "PCM"],
  ])("%s: %s", async (name, codec) => {
    const video = await newVideo(token, project);
    const bytes = await fixture(name);
    const path = await beginUpload(token, video.id, bytes.byteLength);
    const { status, body } = await patchUpload(token, path, 0, bytes);
    expect([status, body.code]).toEqual([415, "unsupported_codec"]);
    expect(body.errors).toEqual([{ pointer: "", code: "codec", detail: expect.stringContaining(codec) }]);
    expect(await offsetOf(token, path)).toBeUndefined();
    const { body: node } = await api<ContentNode>("GET", `/nodes/${video.id}`, { token });
    expect(node.media).toBeNull();
  });
});

test.each([
  ["vp8-vorbis.webm", "video/webm"],
  ["av1-mp3.mp4", "video/mp4"],
  ["clip.mov", "video/quicktime"],
])("%s is taken", async (name, contentType) => {
  const video = await newVideo(token, project);
  const { status, text } = await uploadBytes(token, video.id, await fixture(name));
  expect([status, text]).toEqual([204, ""]);
  const { body } = await api<ContentNode>("GET", `/nodes/${video.id}`, { token });
  expect(body.media?.contentType).toBe(contentType);
});
