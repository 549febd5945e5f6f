import { beforeAll, describe, expect, test } from "vitest";
import { workspaceWith } from "../../support/actors.ts";
import { request } from "../../support/client.ts";
import { server } from "../../support/server.ts";
import { fixture, playableVideo, publish } from "../../support/videos.ts";

let path: string;
let bytes: Buffer;
let etag: string;
let last: number;

beforeAll(async () => {
  const { admin, workspaceId } = await workspaceWith({});
  const video = await playableVideo(admin.accessToken, workspaceId);
  const { slug } = await publish(admin.accessToken, video.id, "public");
  path = `/s/${slug}/media`;
  bytes = await fixture("clip.mp4");
  last = bytes.byteLength - 1;
  etag = (await request("HEAD", path)).headers.get("ETag") ?? "";
});

test("all of it", async () => {
  const answer = await fetch(`${server.url}${path}`);
  expect(answer.status).toBe(200);
  expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
  const { headers } = answer;
  expect(headers.get("Content-Length")).toBe(String(bytes.byteLength));
  expect(headers.get("Content-Type")).toBe("video/mp4");
  expect(headers.get("Accept-Ranges")).toBe("bytes");
  expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
  expect(headers.get("Content-Security-Policy")).toBe("sandbox; default-src 'none'");
  expect(headers.get("Cache-Control")).toBe("private, no-store");
  expect(etag).toMatch(/^"[^"]+"$/);
});

test("HEAD says what all of it is and sends nothing; a range is for GET alone (RFC 9110, section 14.2)", async () => {
  const all = await request("HEAD", path);
  expect([all.status, all.headers.get("Content-Length"), all.text]).toEqual([200, String(bytes.byteLength), ""]);
  for (const range of ["bytes=5-9", "bytes=999999999-"]) {
    const ranged = await request("HEAD", path, { headers: { Range: range } });
    expect([ranged.status, ranged.headers.get("Content-Range")]).toEqual([200, null]);
  }
});

describe("ranges", () => {
  const cases = (): [string, number, number][] => [
    ["bytes=0-1", 0, 1],
    ["bytes=0-0", 0, 0],
    ["bytes=1000-1999", 1000, 1999],
    ["bytes=500-", 500, last],
    ["bytes=-500", last - 499, last],
    ["bytes=-999999999999", 0, last],
    ["bytes=10-99999999999999999999999", 10, last],
    [`bytes=${last}-${last}`, last, last],
    ["Bytes=3-4", 3, 4],
  ];

  test("one range is answered with exactly it", async () => {
    for (const [range, start, end] of cases()) {
      const answer = await fetch(`${server.url}${path}`, { headers: { Range: range } });
      expect([range, answer.status]).toEqual([range, 206]);
      expect(answer.headers.get("Content-Range")).toBe(`bytes ${start}-${end}/${bytes.byteLength}`);
      expect(answer.headers.get("Content-Length")).toBe(String(end - start + 1));
      expect(Buffer.from(await answer.arrayBuffer()).equals(bytes.subarray(start, end + 1))).toBe(true);
    }
  });

  test("what lies outside is 416 and says how much there is", async () => {
    for (const range of [`bytes=${last + 1}-`, "bytes=999999999-", "bytes=-0"]) {
      const answer = await request("GET", path, { headers: { Range: range } });
      expect([range, answer.status, answer.text]).toEqual([range, 416, ""]);
      expect(answer.headers.get("Content-Range")).toBe(`bytes */${bytes.byteLength}`);
    }
  });

  test("several, malformed or of another unit: everything", async () => {
    for (const range of ["bytes=0-1,5-6", "bytes=abc", "bytes=", "bytes=-", "items=0-1", "0-1", "bytes=1-2-3x"]) {
      const answer = await request("GET", path, { headers: { Range: range } });
      expect([range, answer.status, answer.headers.get("Content-Range")]).toEqual([range, 200, null]);
    }
  });

  test("If-Range: only of the version that is there", async () => {
    const status = async (ifRange: string) =>
      (await request("GET", path, { headers: { Range: "bytes=0-1", "If-Range": ifRange } })).status;
    expect(await status(etag)).toBe(206);
    expect(await status('"another"')).toBe(200);
    expect(await status(`W/${etag}`)).toBe(200);
    expect(await status(new Date().toUTCString())).toBe(200);
  });

  test("If-None-Match: nothing new", async () => {
    const answer = await request("GET", path, { headers: { "If-None-Match": etag } });
    expect([answer.status, answer.text]).toEqual([304, ""]);
    for (const known of [`"x", ${etag}`, "*", `W/${etag}`]) {
      const headers = { "If-None-Match": known, Range: "bytes=0-1" };
      expect((await request("GET", path, { headers })).status).toBe(304);
    }
    expect((await request("GET", path, { headers: { "If-None-Match": '"x"' } })).status).toBe(200);
  });
});
