import { randomInt } from "node:crypto";
import { Upload, type UploadOptions } from "tus-js-client";
import { beforeAll, expect, test } from "vitest";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { UPLOAD_CHUNK_BYTES } from "../../../shared/limits.ts";
import { workspaceWith } from "../../support/actors.ts";
import { server } from "../../support/server.ts";
import { fixture, newProject, newVideo } from "../../support/videos.ts";
import { expectPlayed } from "./expect-played.ts";
import { largeClip } from "./large-clip.ts";

const MIB = 1024 ** 2;

let token: string;
let project: ContentNode;

beforeAll(async () => {
  const { admin, workspaceId } = await workspaceWith({});
  token = admin.accessToken;
  project = await newProject(token, workspaceId);
});

test.each([
  ["in one piece", Number.POSITIVE_INFINITY],
  ["in pieces of an odd size", 3_000_017],
  ["in pieces as ours sends them", UPLOAD_CHUNK_BYTES],
])("tus-js-client, %s", async (_, chunkSize) => {
  const video = await newVideo(token, project);
  const bytes = await largeClip(18 * MIB + 5);
  await uploadAll(video.id, bytes, { chunkSize });
  await expectPlayed(token, video.id, bytes);
});

test("tus-js-client in very small pieces", async () => {
  const video = await newVideo(token, project);
  const bytes = await fixture("clip.webm");
  await uploadAll(video.id, bytes, { chunkSize: 1_009 });
  await expectPlayed(token, video.id, bytes);
});

test("tus-js-client goes on where it was stopped, inside a part", async () => {
  const video = await newVideo(token, project);
  const bytes = await largeClip(20 * MIB + randomInt(256));
  const url = await stopAfter(video.id, bytes, 9 * MIB);
  const sentAgain = await uploadAll(video.id, bytes, { uploadUrl: url, chunkSize: 5 * MIB });
  expect(sentAgain).toBeGreaterThan(0);
  await expectPlayed(token, video.id, bytes);
});

test("tus-js-client is told at once that a picture is no video", async () => {
  const video = await newVideo(token, project);
  const metadata = { filename: "a.png", filetype: "image/png" };
  await expect(uploadAll(video.id, await fixture("picture.png"), { metadata })).rejects.toThrow(/415/);
});

/** Uploads to the end; answers the offset at which it began. */
function uploadAll(nodeId: string, bytes: Buffer, options: UploadOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    let first: number | undefined;
    const upload = new Upload(bytes, {
      ...optionsFor(nodeId),
      ...options,
      onProgress: (sent) => {
        first ??= sent;
      },
      onError: reject,
      onSuccess: () => resolve(first ?? 0),
    });
    upload.start();
  });
}

/** Breaks off in the middle of a request; answers the upload's address. */
function stopAfter(nodeId: string, bytes: Buffer, sentBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload: Upload = new Upload(bytes, {
      ...optionsFor(nodeId),
      chunkSize: 5 * MIB,
      onProgress: (sent) => {
        if (sent >= sentBytes) upload.abort().then(() => resolve(upload.url ?? ""), reject);
      },
      onError: reject,
      onSuccess: () => reject(new Error("was not stopped")),
    });
    upload.start();
  });
}

function optionsFor(nodeId: string): UploadOptions {
  return {
    endpoint: `${server.url}/api/v1/nodes/${nodeId}/uploads`,
    headers: { Authorization: `Bearer ${token}` },
    metadata: { filename: "clip.mp4", filetype: "video/mp4" },
    retryDelays: [],
    storeFingerprintForResuming: false,
  };
}
