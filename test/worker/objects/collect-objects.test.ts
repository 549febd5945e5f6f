import type { R2Bucket } from "@cloudflare/workers-types";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { CAPTION_TRACKS_MAX, OBJECT_KEPT, OBJECT_NAMED_WITHIN, TRASH_LIFETIME } from "../../../shared/limits.ts";
import type { RequestContext } from "../../../worker/context.ts";
import { collectObjects } from "../../../worker/objects/collect-objects.ts";
import { type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { api } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { type OwnFoyer, startOwnFoyer } from "../../support/own-foyer.ts";
import { server } from "../../support/server.ts";
import { serviceJob } from "../../support/service-job.ts";
import {
  beginUpload,
  fixture,
  newProject,
  newVideo,
  patchUpload,
  playableVideo,
  publish,
  TUS,
  uploadBytes,
} from "../../support/videos.ts";
import { HELLO, putCaptions } from "../captions/put-captions.ts";

/** A service of its own, which sweeps when these tests say so. */

let foyer: OwnFoyer;
let bucket: R2Bucket;
let space: TestWorkspace;
let token: string;

beforeAll(async () => {
  foyer = await startOwnFoyer({}, { clock: false });
  bucket = await foyer.bucket();
  space = await workspaceWith({});
  token = space.admin.accessToken;
});
afterAll(() => foyer.stop());

beforeEach(async () => {
  await pass(OBJECT_KEPT);
  await foyer.sweep();
});

/** As if so much time had gone by since what was dropped was dropped. */
const pass = (ms: number) => sql("UPDATE dropped_objects SET dropped_at = dropped_at - ?", [ms]);
const dropped = async () =>
  (await sql("SELECT r2_key FROM dropped_objects ORDER BY 1")).map((row) => String(row.r2_key));
const lying = async (prefix: string) => (await bucket.list({ prefix })).objects.map(({ key }) => key);
const keysOf = async (table: string, { id }: Pick<ContentNode, "id">) =>
  (await sql(`SELECT r2_key FROM ${table} WHERE node_id = ?`, [id])).map((row) => String(row.r2_key));
/** As if so many uploads had come since that the old ones are kept no more. */
const forgetKept = ({ id }: Pick<ContentNode, "id">) => sql("DELETE FROM kept_media WHERE node_id = ?", [id]);
const video = () => playableVideo(token, space.workspaceId);
const putPoster = async ({ id }: ContentNode, name: string) =>
  api("PUT", `/nodes/${id}/poster?width=640`, { token, rawBody: await fixture(name) });
const played = async (slug: string) => {
  const answer = await fetch(`${server.url}/s/${slug}/media`);
  return [answer.status, Buffer.from(await answer.arrayBuffer())] as const;
};

/** The sweep's own part as it runs in the service, with a bucket that may fail, at a time of its own. */
function job(failing: Partial<R2Bucket> = {}, later = 0): RequestContext {
  const { env, now, ...ctx } = serviceJob();
  const own = {
    get: bucket.get,
    list: (options: object) => bucket.list(options),
    delete: (keys: string[]) => bucket.delete(keys),
  };
  return { ...ctx, now: now + later, env: { ...env, MEDIA: { ...own, ...failing } as unknown as R2Bucket } };
}
const dies = async () => {
  throw new Error("the machine died");
};

describe("what is replaced", () => {
  test("media that is kept no more lies for an hour, so that who is being sent it gets all of it, and is then deleted", async () => {
    const node = await video();
    const { slug } = await publish(token, node.id, "public");
    const [old] = await keysOf("media", node);
    const running = await fetch(`${server.url}/s/${slug}/media`);
    expect((await uploadBytes(token, node.id, await fixture("clip.webm"))).status).toBe(204);
    const [now] = await keysOf("media", node);
    expect([await dropped(), await keysOf("kept_media", node)]).toEqual([[], [old]]);
    await forgetKept(node);
    expect(await dropped()).toEqual([old]);
    await foyer.sweep();
    expect(Buffer.from(await running.arrayBuffer()).equals(await fixture("clip.mp4"))).toBe(true);
    expect(await lying(`media/${space.workspaceId}/${node.id}`)).toEqual([old, now].toSorted());
    await pass(OBJECT_KEPT);
    await foyer.sweep();
    expect([await lying(`media/${space.workspaceId}/${node.id}`), await dropped()]).toEqual([[now], []]);
    const [status, bytes] = await played(slug);
    expect([status, bytes.equals(await fixture("clip.webm"))]).toEqual([200, true]);
  });

  test("posters and captions, replaced and taken away", async () => {
    const node = await video();
    for (const name of ["poster.jpg", "poster.jpg", "poster.webp"]) await putPoster(node, name);
    for (const lang of ["en", "en", "fr"]) await putCaptions(token, node.id, lang, HELLO);
    expect((await api("DELETE", `/videos/${node.id}/captions/fr`, { token })).status).toBe(204);
    expect(await dropped()).toHaveLength(3);
    await pass(OBJECT_KEPT);
    await foyer.sweep();
    expect((await lying(`posters/${node.id}`)).toSorted()).toEqual((await keysOf("posters", node)).toSorted());
    expect(await lying(`captions/${node.id}`)).toEqual(await keysOf("caption_tracks", node));
    expect(await keysOf("posters", node)).toHaveLength(2);
  });

  test("uploads that race leave one object that is played and keep all others", async () => {
    const node = await newVideo(token, await newProject(token, space.workspaceId));
    const bytes = await fixture("clip.mp4");
    const answers = await Promise.all([1, 2, 3].map(() => uploadBytes(token, node.id, bytes)));
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
    const [kept] = await keysOf("media", node);
    const all = [kept, ...(await keysOf("kept_media", node))].toSorted();
    await pass(OBJECT_KEPT);
    await foyer.sweep();
    expect([all.length, await lying(`media/${space.workspaceId}/${node.id}`)]).toEqual([3, all]);
    await forgetKept(node);
    await pass(OBJECT_KEPT);
    await foyer.sweep();
    expect(await lying(`media/${space.workspaceId}/${node.id}`)).toEqual([kept]);
  });
});

describe("what never became anything", () => {
  test("an upload that is ended or refused leaves nothing", async () => {
    const node = await newVideo(token, await newProject(token, space.workspaceId));
    const path = await beginUpload(token, node.id, 100);
    await patchUpload(token, path, 0, Buffer.alloc(50));
    expect((await api("DELETE", path, { token, headers: TUS })).status).toBe(204);
    expect((await uploadBytes(token, node.id, await fixture("picture.png"))).status).toBe(415);
    expect(await lying(`media/${space.workspaceId}/${node.id}`)).toEqual([]);
  });

  test("a refused write drops what it had stored", async () => {
    const node = await video();
    await sql(
      `WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?)
       INSERT INTO caption_tracks (node_id, language, label, cues, r2_key, etag, updated_at)
       SELECT ?, 'x' || n, 'x', 1, 'planted/' || ? || n, 'x', 0 FROM n`,
      [CAPTION_TRACKS_MAX, node.id, node.id],
    );
    expect((await putCaptions(token, node.id, "en", HELLO)).status).toBe(409);
    expect(await dropped()).toEqual(await lying(`captions/${node.id}`));
    await pass(OBJECT_KEPT);
    await foyer.sweep();
    expect(await lying(`captions/${node.id}`)).toEqual([]);
  });

  test("an object that is dropped is named by no row again: its upload is told that it is gone", async () => {
    const node = await newVideo(token, await newProject(token, space.workspaceId));
    const bytes = await fixture("clip.mp4");
    const path = await beginUpload(token, node.id, bytes.byteLength);
    await patchUpload(token, path, 0, bytes.subarray(0, 100));
    const r2Key = `media/${space.workspaceId}/${node.id}/${path.split("/").at(-1)}`;
    await sql("INSERT INTO dropped_objects (r2_key, dropped_at) VALUES (?, ?)", [r2Key, Date.now()]);
    expect((await patchUpload(token, path, 100, bytes.subarray(100))).status).toBe(404);
    expect(await keysOf("media", node)).toEqual([]);
    const entries = await sql("SELECT 1 FROM audit_entries WHERE target = ? AND action = 'media.uploaded'", [node.id]);
    expect(entries).toEqual([]);
  });
});

test("a node that is purged takes its objects along", async () => {
  const node = await video();
  await putPoster(node, "poster.jpg");
  await putCaptions(token, node.id, "en", HELLO);
  await uploadBytes(token, node.id, await fixture("clip.webm"));
  await api("DELETE", `/nodes/${node.id}`, { token });
  await sql("UPDATE nodes SET trashed_at = ? WHERE id = ?", [Date.now() - TRASH_LIFETIME, node.id]);
  const places = [`media/${space.workspaceId}/${node.id}`, `posters/${node.id}`, `captions/${node.id}`];
  const left = async () => (await Promise.all(places.map(lying))).flat();
  const before = await left();
  await foyer.sweep();
  expect(await sql("SELECT 1 FROM nodes WHERE id = ?", [node.id])).toEqual([]);
  expect([await left(), await dropped()]).toEqual([before, before.toSorted()]);
  expect(before).toHaveLength(4);
  await pass(OBJECT_KEPT);
  await foyer.sweep();
  expect(await left()).toEqual([]);
});

describe("a sweep that dies", () => {
  async function replaced() {
    const node = await video();
    const [old = ""] = await keysOf("media", node);
    await uploadBytes(token, node.id, await fixture("clip.webm"));
    await forgetKept(node);
    await pass(OBJECT_KEPT);
    return { old, isThere: async () => (await bucket.head(old)) !== null };
  }

  test("after R2 has deleted and before the list says so: the next one makes it good", async () => {
    const { old, isThere } = await replaced();
    const died = collectObjects(job({ delete: (keys: string | string[]) => bucket.delete(keys).then(dies) }));
    await expect(died).rejects.toThrow("died");
    expect([await isThere(), await dropped()]).toEqual([false, [old]]);
    await foyer.sweep();
    expect(await dropped()).toEqual([]);
  });

  test("before R2 has deleted: the next one deletes", async () => {
    const { old, isThere } = await replaced();
    await expect(collectObjects(job({ delete: dies }))).rejects.toThrow("died");
    expect([await isThere(), await dropped()]).toEqual([true, [old]]);
    await foyer.sweep();
    expect([await isThere(), await dropped()]).toEqual([false, []]);
  });

  test("two at once delete once and harm nothing", async () => {
    const { isThere } = await replaced();
    await Promise.all([foyer.sweep(), foyer.sweep(), collectObjects(job())]);
    expect([await isThere(), await dropped()]).toEqual([false, []]);
  });
});

test("a sweep deletes five hundred at most", async () => {
  await sql(
    `WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 1100)
     INSERT INTO dropped_objects (r2_key, dropped_at) SELECT 'media/none/' || n, 0 FROM n`,
  );
  for (const left of [600, 100, 0]) {
    await foyer.sweep();
    expect(await dropped()).toHaveLength(left);
  }
});

describe("what no row ever named", () => {
  const LATER = OBJECT_NAMED_WITHIN + 60_000;
  const walkFrom = (key: string) => sql("UPDATE object_walk SET seen_key = ?", [key]);
  const seenKey = async () => (await sql("SELECT seen_key FROM object_walk"))[0]?.seen_key;
  const forget = async (...keys: string[]) => {
    for (const key of keys) await bucket.put(key, "left by a write that died");
  };
  /** Once through all of R2. */
  const walk = async (later: number) => {
    await walkFrom("");
    do await collectObjects(job({}, later));
    while ((await seenKey()) !== "");
  };

  test("is dropped after a day, found in every folder; what has a name, is young or is not ours stays", async () => {
    const node = await video();
    await putPoster(node, "poster.jpg");
    await putCaptions(token, node.id, "en", HELLO);
    await uploadBytes(token, node.id, await fixture("clip.webm"));
    const forgotten = ["captions/nod_x/1", "media/wsp_x/nod_x/1", "posters/nod_x/1"];
    await forget(...forgotten, "backups/1");
    await walk(0);
    expect(await dropped()).toEqual([]);
    await walk(LATER);
    expect(await dropped()).toEqual(forgotten);
    await sql("UPDATE dropped_objects SET dropped_at = 0");
    await foyer.sweep();
    for (const key of forgotten) expect(await bucket.head(key)).toBeNull();
    expect(await bucket.head("backups/1")).not.toBeNull();
    for (const table of ["media", "kept_media", "posters", "caption_tracks", "kept_posters", "kept_caption_tracks"]) {
      for (const key of await keysOf(table, node)) expect(await bucket.head(key)).not.toBeNull();
    }
  });

  test("is found page by page, also by a walk that died on its way", async () => {
    const many = Array.from({ length: 620 }, (_, n) => `media/wsp_y/${String(n).padStart(4, "0")}`);
    await Promise.all(many.map((key) => forget(key)));
    await walkFrom("media/");
    await collectObjects(job({}, LATER));
    const at = await seenKey();
    expect([(await dropped()).length < many.length, at]).toEqual([true, expect.stringMatching(/^media\/./)]);
    await expect(collectObjects(job({ list: dies }, LATER))).rejects.toThrow("died");
    expect(await seenKey()).toBe(at);
    await collectObjects(job({}, LATER));
    expect([await dropped(), await seenKey()]).toEqual([many, "posters/"]);
  });

  test("every sweep of the service looks on", async () => {
    await walkFrom("posters/");
    for (const next of ["", "logos/", "media/"]) {
      await foyer.sweep();
      expect(await seenKey()).toBe(next);
    }
  });
});
