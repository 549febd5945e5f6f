import { get, type IncomingMessage } from "node:http";
import { gunzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import type { Share } from "../../../shared/api/shares.ts";
import { workspaceWith } from "../../support/actors.ts";
import { server } from "../../support/server.ts";
import { completeVideo } from "../../support/share-surfaces.ts";
import { publish, shareNode } from "../../support/videos.ts";

let share: Share;
let few: Share;

beforeAll(async () => {
  const { admin, workspaceId } = await workspaceWith({});
  const { id } = await completeVideo(admin.accessToken, workspaceId, "Spring launch");
  share = await publish(admin.accessToken, id, "public");
  few = await shareNode(admin.accessToken, id, { maxViews: 5 });
});

/** As it comes on the wire: `fetch` would take it apart. */
async function wire(path: string, encoding: string, headers: Record<string, string> = {}) {
  const answer = await new Promise<IncomingMessage>((resolve, reject) =>
    get(`${server.url}${path}`, { headers: { ...headers, "Accept-Encoding": encoding } }, resolve).on("error", reject),
  );
  const bytes = Buffer.concat(await answer.toArray());
  return { status: answer.statusCode, headers: answer.headers, bytes };
}

test.each([
  ["a share's page", () => `/s/${share.slug}`],
  ["one of few views, with its cookie", () => `/s/${few.slug}`],
  ["a page of ours", () => "/sign-in"],
  ["captions", () => `/s/${share.slug}/captions/en.vtt`],
  ["what is said, as JSON", () => `/s/${share.slug}/transcript`],
])("%s goes out compressed to whoever takes it so, and whole to all others", async (_, path) => {
  const packed = await wire(path(), "br, gzip, deflate");
  expect([packed.status, packed.headers["content-encoding"]]).toEqual([200, "gzip"]);
  for (const encoding of ["", "identity", "br", "gzip;q=0"]) {
    const plain = await wire(path(), encoding);
    expect([plain.headers["content-encoding"], plain.headers.vary]).toEqual([undefined, packed.headers.vary]);
    expect(gunzipSync(packed.bytes).toString()).toBe(plain.bytes.toString());
  }
});

test("a page kept is known again, compressed or not, and takes its cookie along", async () => {
  const { headers } = await wire(`/s/${share.slug}`, "gzip");
  expect(headers.vary).toMatch(/Accept-Encoding/);
  const again = await wire(`/s/${share.slug}`, "gzip", { "If-None-Match": headers.etag ?? "" });
  expect([again.status, again.bytes.byteLength]).toEqual([304, 0]);
  expect((await wire(`/s/${few.slug}`, "gzip")).headers["set-cookie"]).toHaveLength(1);
});

test("video, pictures and streams go out as they are", async () => {
  for (const surface of ["/media", "/poster?w=640"]) {
    const { headers } = await wire(`/s/${share.slug}${surface}`, "gzip");
    expect([surface, headers["content-encoding"], Number(headers["content-length"]) > 0]).toEqual([
      surface,
      undefined,
      true,
    ]);
  }
});
