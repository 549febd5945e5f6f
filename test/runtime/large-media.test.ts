import { createClient } from "@libsql/client/web";
import { afterAll, beforeAll, expect, test } from "vitest";
import { workspaceWith } from "../support/actors.ts";
import { type OwnFoyer, startOwnFoyer } from "../support/own-foyer.ts";
import { descendants, forgetPeak, memoryOf, type Process } from "../support/processes.ts";
import { server } from "../support/server.ts";
import { playableVideo, publish } from "../support/videos.ts";

const MIB = 1024 ** 2;
const PART = 8 * MIB;
/** A quarter of a gigabyte: putting a whole one there takes the machine a minute, and tells no more. */
const PARTS = 32;
const SIZE = PARTS * PART;
/** The answer that is read and the one that waits would be half a gigabyte. */
const GROWTH_MOST = 100 * MIB;

let foyer: OwnFoyer;
let workerd: Process;
let media: string;

beforeAll(async () => {
  foyer = await startOwnFoyer({}, { clock: false });
  const found = (await descendants(process.pid)).find(({ command }) => command === "workerd");
  if (!found) throw new Error("No workerd runs.");
  workerd = found;
  const { admin, workspaceId } = await workspaceWith({});
  const video = await playableVideo(admin.accessToken, workspaceId);
  const { slug } = await publish(admin.accessToken, video.id, "public");
  media = `${server.url}/s/${slug}/media`;
  await makeLarge(video.id);
});

afterAll(() => foyer?.stop());

/** The clip's place is taken by an object of as many parts as an upload of that size has. */
async function makeLarge(nodeId: string): Promise<void> {
  const bucket = await foyer.bucket();
  const upload = await bucket.createMultipartUpload("media/large");
  const part = Buffer.alloc(PART, "a frame of many ");
  const parts = [];
  for (let n = 1; n <= PARTS; n += 1) parts.push(await upload.uploadPart(n, part));
  const { httpEtag } = await upload.complete(parts);
  await createClient({ url: server.libsqlUrl }).execute({
    sql: "UPDATE media SET r2_key = 'media/large', size = ?, etag = ? WHERE node_id = ?",
    args: [SIZE, httpEtag, nodeId],
  });
}

async function count(body: ReadableStream<Uint8Array> | null): Promise<number> {
  let bytes = 0;
  for await (const chunk of body ?? []) bytes += chunk.byteLength;
  return bytes;
}

test("a long video goes through the Worker, which holds none of it, neither for who reads nor for who does not", async () => {
  const stalled = await fetch(media, { headers: { Range: "bytes=1-" } });
  await forgetPeak(workerd);
  const { now } = await memoryOf(workerd);
  const read = await fetch(media);
  expect([read.status, read.headers.get("Content-Length")]).toEqual([200, String(SIZE)]);
  expect(await count(read.body)).toBe(SIZE);
  const { peak } = await memoryOf(workerd);
  expect(stalled.status).toBe(206);
  await stalled.body?.cancel();
  expect(peak - now).toBeLessThan(GROWTH_MOST);
});

test("its last bytes are answered as soon as its first", async () => {
  const answer = await fetch(media, { headers: { Range: "bytes=-16" } });
  expect(answer.headers.get("Content-Range")).toBe(`bytes ${SIZE - 16}-${SIZE - 1}/${SIZE}`);
  expect(await answer.text()).toBe("a frame of many ");
});
