import { beforeAll, describe, expect, test } from "vitest";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import type { VersionList } from "../../../shared/api/versions.ts";
import { TRASH_LIFETIME } from "../../../shared/limits.ts";
import { purgeTrash } from "../../../worker/content/purge-trash.ts";
import { type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { api } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { serviceJob } from "../../support/service-job.ts";
import { completeVideo } from "../../support/share-surfaces.ts";
import { fixture, shareNode, uploadBytes } from "../../support/videos.ts";
import { HELLO, putCaptions } from "../captions/put-captions.ts";

let space: TestWorkspace;
let token: string;

beforeAll(async () => {
  space = await workspaceWith({});
  token = space.admin.accessToken;
});

/** With captions in English and a poster. */
const video = () => completeVideo(token, space.workspaceId, "Launch");
const upload = async ({ id }: ContentNode, name = "clip.webm") =>
  expect((await uploadBytes(token, id, await fixture(name))).status).toBe(204);
const restore = ({ id }: ContentNode, version: number) =>
  api("POST", `/videos/${id}/versions/${version}/restore`, { token });
const languages = async ({ id }: ContentNode, query = "") =>
  (await api("GET", `/videos/${id}/captions${query}`, { token })).body.items.map(
    ({ language }: { language: string }) => language,
  );
const put = async ({ id }: ContentNode, language: string, text = HELLO) =>
  expect((await putCaptions(token, id, language, text)).status).toBeLessThan(300);
const remove = async ({ id }: ContentNode, language: string) =>
  expect((await api("DELETE", `/videos/${id}/captions/${language}`, { token })).status).toBe(204);
const forget = ({ id }: ContentNode) => sql("DELETE FROM kept_media WHERE node_id = ?", [id]);
/** Objects of captions and pictures that are named no more. */
const dropped = async ({ id }: ContentNode) =>
  (await sql<{ r2_key: string }>("SELECT r2_key FROM dropped_objects WHERE r2_key LIKE ?", [`%${id}%`]))
    .map(({ r2_key }) => r2_key.split("/")[0])
    .toSorted();
const keptOf = async ({ id }: ContentNode) =>
  sql<{ version: number; language: string }>(
    "SELECT version, language FROM kept_caption_tracks WHERE node_id = ? ORDER BY version, language",
    [id],
  ).then((rows) => rows.map(({ version, language }) => `${version} ${language}`));

describe("what belongs to an upload", () => {
  test("stays with it: the next begins with the same, and each comes back with its own", async () => {
    const node = await video();
    await upload(node);
    expect([await languages(node), await keptOf(node)]).toEqual([["en"], ["1 en"]]);
    await put(node, "fr");
    await remove(node, "en");
    expect((await restore(node, 1)).status).toBe(200);
    expect([await languages(node), await keptOf(node)]).toEqual([["en"], ["2 fr"]]);
    await put(node, "de");
    await restore(node, 2);
    expect([await languages(node), await keptOf(node)]).toEqual([["fr"], ["1 de", "1 en"]]);
    await upload(node, "clip.mp4");
    expect([await languages(node), await keptOf(node)]).toEqual([["fr"], ["1 de", "1 en", "2 fr"]]);
    expect(await dropped(node)).toEqual([]);
  });

  test("is as it was, with its version for If-Match", async () => {
    const node = await video();
    const read = () => api("GET", `/videos/${node.id}/captions/en`, { token });
    const before = await read();
    await upload(node);
    await put(node, "en", HELLO.replace("Hello", "Another"));
    await restore(node, 1);
    const after = await read();
    expect([after.text, after.headers.get("ETag")]).toEqual([before.text, before.headers.get("ETag")]);
  });
});

describe("an object", () => {
  test("is dropped once no upload names it: replaced, taken away, or kept no more", async () => {
    const node = await video();
    await upload(node);
    await put(node, "en", HELLO.replace("Hello", "Another"));
    expect(await dropped(node)).toEqual([]);
    await forget(node);
    expect(await dropped(node)).toEqual(["captions", "media"]);
    await remove(node, "en");
    expect(await dropped(node)).toEqual(["captions", "captions", "media"]);
    expect(await keptOf(node)).toEqual([]);
  });

  test("that several kept uploads began with goes with the last of them", async () => {
    const node = await video();
    await upload(node);
    await upload(node, "clip.mp4");
    await remove(node, "en");
    await sql("DELETE FROM kept_media WHERE node_id = ? AND version = 1", [node.id]);
    expect(await dropped(node)).toEqual(["media"]);
    await sql("DELETE FROM kept_media WHERE node_id = ? AND version = 2", [node.id]);
    expect(await dropped(node)).toEqual(["captions", "media", "media"]);
  });

  test("that was dropped is kept by nothing", async () => {
    const node = await video();
    await sql("INSERT INTO dropped_objects (r2_key, dropped_at) SELECT r2_key, 1 FROM posters WHERE node_id = ?", [
      node.id,
    ]);
    await upload(node);
    expect(await sql("SELECT 1 FROM kept_posters WHERE node_id = ?", [node.id])).toEqual([]);
  });

  test("goes with a node that is purged, pinned or not, and each once", async () => {
    const node = await video();
    await shareNode(token, node.id, { pinnedVersion: 1 });
    await upload(node);
    await put(node, "fr");
    await api("DELETE", `/nodes/${node.id}`, { token });
    await sql("UPDATE nodes SET trashed_at = ? WHERE id = ?", [Date.now() - TRASH_LIFETIME, node.id]);
    await purgeTrash(serviceJob());
    expect(await sql("SELECT 1 FROM nodes WHERE id = ?", [node.id])).toEqual([]);
    expect(await dropped(node)).toEqual(["captions", "captions", "media", "media", "posters"]);
  });
});

test("racing uploads, goings back and captions: every upload has one set of its own, and nothing named is dropped", async () => {
  const node = await video();
  await upload(node);
  for (let round = 0; round < 3; round += 1) {
    await Promise.all([
      uploadBytes(token, node.id, await fixture("clip.mp4")),
      ...[1, 2].map((version) => restore(node, version)),
      put(node, "en", HELLO.replace("Hello", `Round ${round}`)),
      put(node, "fr"),
    ]);
    const { items } = (await api<VersionList>("GET", `/videos/${node.id}/versions`, { token })).body;
    const kept = items.filter(({ current }) => !current).map(({ version }) => version);
    const tracked = new Set((await keptOf(node)).map((one) => Number(one.split(" ")[0])));
    expect([...tracked].toSorted()).toEqual(kept.toSorted());
    expect(await languages(node)).toContain("en");
  }
  const named = await sql(
    `SELECT 1 FROM dropped_objects WHERE r2_key LIKE ? AND r2_key IN (SELECT r2_key FROM caption_tracks
      UNION ALL SELECT r2_key FROM kept_caption_tracks UNION ALL SELECT r2_key FROM media
      UNION ALL SELECT r2_key FROM kept_media UNION ALL SELECT r2_key FROM posters UNION ALL SELECT r2_key FROM kept_posters)`,
    [`%${node.id}%`],
  );
  expect(named).toEqual([]);
});
