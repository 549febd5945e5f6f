import { beforeAll, describe, expect, test } from "vitest";
import { workspaceWith } from "../../support/actors.ts";
import { request } from "../../support/client.ts";
import { server } from "../../support/server.ts";
import { fixture, playableVideo, publish } from "../../support/videos.ts";

let path: string;
let bytes: Buffer;
let etag: string;

beforeAll(async () => {
  const { admin, workspaceId } = await workspaceWith({});
  const video = await playableVideo(admin.accessToken, workspaceId);
  const { slug } = await publish(admin.accessToken, video.id, "public");
  path = `/s/${slug}/media`;
  bytes = await fixture("clip.mp4");
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

/** What a range is answered with: its first and last byte, 416, or everything. */
type Case = [range: string, answered: "everything" | "outside" | [first: number, last: number]];

describe("every form of a range (RFC 9110, section 14)", () => {
  const SIZE = 37_398;
  const LAST = SIZE - 1;

  const ONE: Case[] = [
    ["bytes=0-1", [0, 1]],
    ["bytes=0-0", [0, 0]],
    ["bytes=1000-1999", [1000, 1999]],
    ["bytes=500-", [500, LAST]],
    ["bytes=0-", [0, LAST]],
    [`bytes=${LAST}-`, [LAST, LAST]],
    [`bytes=${LAST}-${LAST}`, [LAST, LAST]],
    ["bytes=10-99999999999999999999999", [10, LAST]],
    ["bytes=-1", [LAST, LAST]],
    ["bytes=-500", [LAST - 499, LAST]],
    [`bytes=-${SIZE}`, [0, LAST]],
    ["bytes=-99999999999999999999999", [0, LAST]],
    ["Bytes=3-4", [3, 4]],
    ["bytes=007-008", [7, 8]],
  ];
  const SEVERAL: Case[] = [
    ["bytes=0-1,5-6", "everything"],
    ["bytes=0-1, 5-6, -1", "everything"],
    ["bytes=0-9,5-14", "everything"],
    ["bytes=0-,0-,0-,0-", "everything"],
    ["bytes=0-1,999999999-", [0, 1]],
    ["bytes=999999999- , -2", [LAST - 1, LAST]],
    ["bytes=,0-1 ,, ", [0, 1]],
  ];
  const OUTSIDE: Case[] = [
    [`bytes=${SIZE}-`, "outside"],
    ["bytes=999999999-", "outside"],
    ["bytes=999999999-9999999999", "outside"],
    ["bytes=-0", "outside"],
    ["bytes=999999999-,-0", "outside"],
  ];
  const NO_WISH: Case[] = [
    ["bytes=abc", "everything"],
    ["bytes=", "everything"],
    ["bytes=,", "everything"],
    ["bytes=-", "everything"],
    ["bytes=5-2", "everything"],
    ["bytes=0-1,5-2", "everything"],
    ["bytes=999999999-,x", "everything"],
    ["bytes=--1", "everything"],
    ["bytes=1-2-3", "everything"],
    ["bytes=1-2x", "everything"],
    ["bytes=0x1-2", "everything"],
    ["bytes=1.5-2", "everything"],
    ["bytes 0-1", "everything"],
    ["items=0-1", "everything"],
    ["0-1", "everything"],
  ];

  function expectedOf(answered: Case[1]) {
    if (answered === "everything") return { status: 200, contentRange: null, body: bytes };
    if (answered === "outside") return { status: 416, contentRange: `bytes */${SIZE}`, body: Buffer.alloc(0) };
    const [first, last] = answered;
    return { status: 206, contentRange: `bytes ${first}-${last}/${SIZE}`, body: bytes.subarray(first, last + 1) };
  }

  test.each([...ONE, ...SEVERAL, ...OUTSIDE, ...NO_WISH])("%s: %s", async (range, answered) => {
    const answer = await fetch(`${server.url}${path}`, { headers: { Range: range } });
    const body = Buffer.from(await answer.arrayBuffer());
    const { status, headers } = answer;
    const expected = expectedOf(answered);
    expect([status, headers.get("Content-Range")]).toEqual([expected.status, expected.contentRange]);
    expect(headers.get("Content-Length")).toBe(String(expected.body.byteLength));
    expect([headers.get("ETag"), headers.get("Accept-Ranges")]).toEqual([etag, "bytes"]);
    expect(body.equals(expected.body)).toBe(true);
  });

  test("If-Range: only of the version that is there", async () => {
    const status = async (ifRange: string) =>
      (await request("GET", path, { headers: { Range: "bytes=0-1", "If-Range": ifRange } })).status;
    expect(await status(etag)).toBe(206);
    for (const other of ['"another"', `W/${etag}`, etag.replaceAll('"', ""), `${etag}, "another"`, "*"]) {
      expect([other, await status(other)]).toEqual([other, 200]);
    }
    // No date is ever told, so that none names what is there.
    expect((await request("HEAD", path)).headers.get("Last-Modified")).toBeNull();
    expect(await status(new Date().toUTCString())).toBe(200);
    expect(await status("no date")).toBe(200);
  });

  test("If-Range of another version: not even what lies outside is refused", async () => {
    const headers = { Range: "bytes=999999999-", "If-Range": '"another"' };
    expect((await request("GET", path, { headers })).status).toBe(200);
  });

  test("If-None-Match: nothing new", async () => {
    const answer = await request("GET", path, { headers: { "If-None-Match": etag } });
    expect([answer.status, answer.text]).toEqual([304, ""]);
    for (const known of [`"x", ${etag}`, "*", `W/${etag}`]) {
      const headers = { "If-None-Match": known, Range: "bytes=0-1" };
      expect((await request("GET", path, { headers })).status).toBe(304);
    }
    expect((await request("GET", path, { headers: { "If-None-Match": '"x"' } })).status).toBe(200);
    expect((await request("HEAD", path, { headers: { "If-None-Match": etag } })).status).toBe(304);
    const ranged = { "If-None-Match": '"x"', Range: "bytes=0-1" };
    expect((await request("GET", path, { headers: ranged })).status).toBe(206);
  });
});
