import { beforeAll, describe, expect, test } from "vitest";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { workspaceWith } from "../../support/actors.ts";
import { api } from "../../support/client.ts";
import { beginUpload, fixture, newProject, newVideo, patchUpload } from "../../support/videos.ts";
import { expectPlayed } from "./expect-played.ts";
import { offsetOf, patchOfUnknownLength } from "./raw-upload.ts";

let token: string;
let project: ContentNode;

beforeAll(async () => {
  const { admin, workspaceId } = await workspaceWith({});
  token = admin.accessToken;
  project = await newProject(token, workspaceId);
});

describe("the protocol's refusals", () => {
  const POST = { "Tus-Resumable": "1.0.0" };

  test.each([
    ["no version", { "Upload-Length": "5" }, 412, "tus_version"],
    ["another version", { "Tus-Resumable": "0.2.2", "Upload-Length": "5" }, 412, "tus_version"],
    ["no length", POST, 400, "invalid_request"],
    ["a length that is no number", { ...POST, "Upload-Length": "5e3" }, 400, "invalid_request"],
    ["a negative length", { ...POST, "Upload-Length": "-1" }, 400, "invalid_request"],
    ["a length told later", { ...POST, "Upload-Defer-Length": "1" }, 400, "invalid_request"],
    ["joined from parts", { ...POST, "Upload-Length": "5", "Upload-Concat": "partial" }, 400, "invalid_request"],
    ["more than is taken", { ...POST, "Upload-Length": String(51 * 1024 ** 3) }, 413, "payload_too_large"],
    ["nothing", { ...POST, "Upload-Length": "0" }, 415, "unsupported_media_type"],
    ["bad metadata", { ...POST, "Upload-Length": "5", "Upload-Metadata": "filename ***" }, 400, "invalid_request"],
    [
      "an announced picture",
      { ...POST, "Upload-Length": "5", "Upload-Metadata": `filetype ${btoa("image/png")}` },
      415,
      "unsupported_media_type",
    ],
  ])("creation with %s", async (_, headers: Record<string, string>, status, code) => {
    const video = await newVideo(token, project);
    const answer = await api("POST", `/nodes/${video.id}/uploads`, { token, headers });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers.get("Tus-Resumable")).toBe("1.0.0");
  });

  test("going on with it", async () => {
    const video = await newVideo(token, project);
    const bytes = await fixture("clip.mp4");
    const path = await beginUpload(token, video.id, bytes.byteLength);
    await patchUpload(token, path, 0, bytes.subarray(0, 1_000));

    const ahead = await patchUpload(token, path, 2_000, bytes.subarray(2_000));
    expect([ahead.status, ahead.body.code]).toEqual([409, "invalid_state"]);
    const again = await patchUpload(token, path, 0, bytes.subarray(0, 1_000));
    expect(again.status).toBe(409);

    const tooMuch = Buffer.concat([bytes.subarray(1_000), Buffer.from("more")]);
    const beyond = await patchUpload(token, path, 1_000, tooMuch);
    expect([beyond.status, beyond.body.code]).toEqual([413, "payload_too_large"]);
    expect(await patchOfUnknownLength({ token, path, offset: 1_000, bytes: tooMuch })).toBe(413);

    const headers = { "Tus-Resumable": "1.0.0", "Content-Type": "application/offset+octet-stream" };
    const noOffset = await api("PATCH", path, { token, headers, rawBody: bytes });
    expect([noOffset.status, noOffset.body.code]).toEqual([400, "invalid_request"]);
    const noType = await api("PATCH", path, {
      token,
      headers: { "Tus-Resumable": "1.0.0", "Upload-Offset": "1000", "Content-Type": "video/mp4" },
      rawBody: bytes,
    });
    expect(noType.status).toBe(400);
    expect(await offsetOf(token, path)).toBeGreaterThanOrEqual(1_000);
  });

  test("what the service can do is announced", async () => {
    const video = await newVideo(token, project);
    const { status, headers } = await api("OPTIONS", `/nodes/${video.id}/uploads`, { token });
    expect(status).toBe(204);
    expect(headers.get("Tus-Version")).toBe("1.0.0");
    expect(headers.get("Tus-Extension")).toBe("creation,termination,expiration");
    expect(Number(headers.get("Tus-Max-Size"))).toBeGreaterThan(10 * 1024 ** 3);
    expect(headers.get("Access-Control-Allow-Origin")).toBeNull();
  });

  test("how far it is, and until when", async () => {
    const video = await newVideo(token, project);
    const path = await beginUpload(token, video.id, 100, `filename ${btoa("a.mp4")}`);
    const headers = { "Tus-Resumable": "1.0.0" };
    const head = await api("HEAD", path, { token, headers });
    expect(head.status).toBe(200);
    expect(head.headers.get("Upload-Offset")).toBe("0");
    expect(head.headers.get("Upload-Length")).toBe("100");
    expect(head.headers.get("Upload-Metadata")).toBe(`filename ${btoa("a.mp4")}`);
    expect(head.headers.get("Cache-Control")).toBe("no-store");
    const patched = await patchUpload(token, path, 0, Buffer.alloc(10));
    const expires = Date.parse(patched.headers.get("Upload-Expires") ?? "");
    expect(expires - Date.now()).toBeGreaterThan(23 * 3_600_000);
    expect((await api("GET", path, { token, headers })).status).toBe(404);
  });

  test("ended by its uploader, it is unknown; complete, it stays", async () => {
    const video = await newVideo(token, project);
    const headers = { "Tus-Resumable": "1.0.0" };
    const path = await beginUpload(token, video.id, 100);
    expect((await api("DELETE", path, { token, headers })).status).toBe(204);
    expect((await api("HEAD", path, { token, headers })).status).toBe(404);
    expect((await patchUpload(token, path, 0, Buffer.alloc(10))).status).toBe(404);

    const bytes = await fixture("clip.mp4");
    const complete = await beginUpload(token, video.id, bytes.byteLength);
    await patchUpload(token, complete, 0, bytes);
    expect(await offsetOf(token, complete)).toBe(bytes.byteLength);
    const answer = await api("DELETE", complete, { token, headers });
    expect([answer.status, answer.body.code]).toEqual([409, "invalid_state"]);
    await expectPlayed(token, video.id, bytes);
  });
});
