import { beforeAll, describe, expect, test } from "vitest";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { workspaceWith } from "../../support/actors.ts";
import { type Answer, api, request } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { server } from "../../support/server.ts";
import {
  filledMedia,
  fixture,
  newMedia,
  newProject,
  newVideo,
  playableVideo,
  publish,
  shareNode,
  uploadBytes,
} from "../../support/videos.ts";

let token: string;
let workspaceId: string;
let project: ContentNode;

beforeAll(async () => {
  const space = await workspaceWith({});
  token = space.admin.accessToken;
  workspaceId = space.workspaceId;
  project = await newProject(token, workspaceId);
});

function putPoster(nodeId: string, bytes: Uint8Array<ArrayBuffer>, width: number | string = 640): Promise<Answer> {
  const headers = { "Content-Type": "application/octet-stream" };
  return api("PUT", `/nodes/${nodeId}/poster?width=${width}`, { token, headers, rawBody: bytes });
}

async function served(slug: string, accept: string, query = "?w=640") {
  const answer = await fetch(`${server.url}/s/${slug}/poster${query}`, { headers: { Accept: accept } });
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
}

describe("what a picture is, its bytes say", () => {
  test.each([
    ["poster.jpg", "image/jpeg"],
    ["picture.png", "image/png"],
    ["poster.webp", "image/webp"],
    ["poster.avif", "image/avif"],
  ])("%s is %s, and served as it was sent", async (name, contentType) => {
    const video = await playableVideo(token, workspaceId);
    const bytes = await fixture(name);
    const { status, body } = await putPoster(video.id, bytes);
    expect([status, body]).toEqual([201, { nodeId: video.id, width: 640, contentType, size: bytes.byteLength }]);
    const { slug } = await publish(token, video.id, "public");
    const { answer, bytes: shown } = await served(slug, "image/avif,image/webp,*/*;q=0.8");
    expect(answer.status).toBe(200);
    expect(shown.equals(bytes)).toBe(true);
    expect(answer.headers.get("Content-Type")).toBe(contentType);
    expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
    expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(answer.headers.get("Content-Security-Policy")).toBe("sandbox; default-src 'none'");
    expect(answer.headers.get("Vary")).toContain("Accept");
    const { text } = await request("GET", `/s/${slug}`);
    expect(text).toContain(`poster="/s/${slug}/poster?w=1280"`);
  });

  test.each([
    ["an SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ["a page", Buffer.from("<!doctype html><title>x</title>")],
    ["nothing", Buffer.alloc(0)],
    ["the first letters of a WebP", Buffer.from("RIFF")],
    ["sound in a RIFF", Buffer.from("RIFF\0\0\0\0WAVEfmt ")],
  ])("%s: 415", async (_, bytes) => {
    const video = await newVideo(token, project);
    const { status, body } = await putPoster(video.id, bytes);
    expect([status, body.code]).toEqual([415, "unsupported_media_type"]);
  });

  test("an MP4 is none", async () => {
    const video = await newVideo(token, project);
    expect((await putPoster(video.id, await fixture("clip.mp4"))).status).toBe(415);
  });
});

test("of several the one of the width asked for, in the type that the browser likes best", async () => {
  const video = await playableVideo(token, workspaceId);
  await putPoster(video.id, await fixture("poster.jpg"));
  await putPoster(video.id, await fixture("poster.webp"));
  await putPoster(video.id, await fixture("picture.png"), 1280);
  const { slug } = await publish(token, video.id, "public");
  const typeOf = async (accept: string, query?: string) =>
    (await served(slug, accept, query)).answer.headers.get("Content-Type");
  expect(await typeOf("image/avif,image/webp,image/*,*/*;q=0.8")).toBe("image/webp");
  expect(await typeOf("image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5")).toBe("image/webp");
  expect(await typeOf("image/jpeg,*/*;q=0.1")).toBe("image/jpeg");
  expect(await typeOf("image/webp;q=0, */*")).toBe("image/jpeg");
  expect(await typeOf("text/html")).toBe("image/jpeg");
  // What programs and preview robots send.
  expect(await typeOf("*/*")).toBe("image/jpeg");
  expect(await typeOf("text/html,*/*;q=0.1")).toBe("image/jpeg");
  expect(await typeOf("*/*", "?w=1280")).toBe("image/png");
  expect(await typeOf("*/*", "?w=641")).toBe("image/png");
  expect(await typeOf("*/*", "?w=9999")).toBe("image/png");
  for (const query of ["", "?w=", "?w=x", "?w=-1", "?w=NaN&w=2"])
    expect(await typeOf("*/*", query)).toMatch(/^image\//);
});

test("a new poster takes the place of one of its type, and of all that are of an earlier one", async () => {
  const video = await newVideo(token, project);
  await putPoster(video.id, await fixture("poster.jpg"));
  await putPoster(video.id, await fixture("poster.webp"));
  expect((await putPoster(video.id, await fixture("poster.jpg"))).status).toBe(200);
  const rows = () => sql("SELECT content_type FROM posters WHERE node_id = ? ORDER BY 1", [video.id]);
  expect((await rows()).map((row) => row.content_type)).toEqual(["image/jpeg", "image/webp"]);
  await sql("UPDATE posters SET updated_at = updated_at - 3600000 WHERE node_id = ?", [video.id]);
  await putPoster(video.id, await fixture("poster.avif"));
  expect((await rows()).map((row) => row.content_type)).toEqual(["image/avif"]);
});

test("several sent at once leave one, and its bytes", async () => {
  const video = await playableVideo(token, workspaceId);
  const bytes = await fixture("poster.jpg");
  const pictures = [1, 2, 3, 4].map((length) => Buffer.concat([bytes, Buffer.alloc(length)]));
  const answers = await Promise.all(pictures.map((picture) => putPoster(video.id, picture)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
  const { slug } = await publish(token, video.id, "public");
  const { bytes: shown } = await served(slug, "*/*");
  expect(pictures.some((picture) => picture.equals(shown))).toBe(true);
});

describe("an avatar is its own picture", () => {
  test("sent smaller to places that ask for no more than it was made for, and whole to the others", async () => {
    const avatar = await filledMedia(token, workspaceId, { kind: "avatar", name: "avatar.png" });
    const [own, smaller] = [await fixture("avatar.png"), await fixture("poster.webp")];
    const { slug } = await shareNode(token, avatar.id);
    const isServed = async (query: string, picture: Buffer) =>
      (await served(slug, "image/webp,*/*", query)).bytes.equals(picture);
    expect(await isServed("?w=640", own)).toBe(true);
    expect((await putPoster(avatar.id, smaller)).status).toBe(201);
    expect(await isServed("?w=640", smaller)).toBe(true);
    expect(await isServed("?w=1280", own)).toBe(true);
    expect(await isServed("", own)).toBe(true);
  });

  test("and shows no other one once it was replaced", async () => {
    const avatar = await filledMedia(token, workspaceId, { kind: "avatar", name: "avatar.png" });
    await putPoster(avatar.id, await fixture("poster.webp"));
    const another = await fixture("avatar.jpg");
    expect((await uploadBytes(token, avatar.id, another)).status).toBe(204);
    const { slug } = await shareNode(token, avatar.id);
    expect((await served(slug, "image/webp,*/*")).bytes.equals(another)).toBe(true);
    expect((await putPoster(avatar.id, await fixture("poster.jpg"))).status).toBe(201);
  });

  test("a video keeps its poster", async () => {
    const video = await playableVideo(token, workspaceId);
    await putPoster(video.id, await fixture("poster.webp"));
    expect((await uploadBytes(token, video.id, await fixture("clip.mp4"))).status).toBe(204);
    expect((await putPoster(video.id, await fixture("poster.webp"))).status).toBe(200);
  });
});

describe("what is refused", () => {
  test("two million bytes are taken, one more is not", async () => {
    const video = await newVideo(token, project);
    const jpeg = await fixture("poster.jpg");
    const full = Buffer.concat([jpeg, Buffer.alloc(2_000_000 - jpeg.byteLength)]);
    expect((await putPoster(video.id, full)).status).toBe(201);
    const { status, body } = await putPoster(video.id, Buffer.concat([full, Buffer.alloc(1)]));
    expect([status, body.code]).toEqual([413, "payload_too_large"]);
  });

  test.each(["", "641", "0", "640.0", "1e3", "640&extra=1"])("the width %s", async (width) => {
    const video = await newVideo(token, project);
    const { status, body } = await putPoster(video.id, await fixture("poster.jpg"), width);
    expect([status, body.code]).toEqual([400, "invalid_request"]);
  });

  test("a poster of a project, and of a voice", async () => {
    const voice = await newMedia(token, project, "voice");
    for (const { id } of [project, voice]) {
      const { status, body } = await putPoster(id, await fixture("poster.jpg"));
      expect([status, body.code]).toEqual([409, "invalid_state"]);
    }
  });
});
