import { beforeAll, describe, expect, test } from "vitest";
import type { Share } from "../../../shared/api/shares.ts";
import { newId } from "../../../shared/ids.ts";
import { type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { api, request } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { server } from "../../support/server.ts";
import { newProject, newVideo, playableVideo, publish } from "../../support/videos.ts";

let space: TestWorkspace;
let token: string;

beforeAll(async () => {
  space = await workspaceWith({ creator: 1, viewer: 1 });
  token = space.members.creator[0]?.accessToken ?? "";
});

const pageOf = async ({ slug }: Share) => (await request("GET", `/s/${slug}`)).status;
const topicsOf = async ({ id }: Share) =>
  (await sql("SELECT topic FROM outbox WHERE json_extract(payload, '$.shareId') = ? ORDER BY id", [id])).map(
    ({ topic }) => topic,
  );
const actionsOf = async ({ id }: Share) =>
  (await sql("SELECT action FROM audit_entries WHERE target = ? ORDER BY at, rowid", [id])).map(({ action }) => action);

/** A share as a list of live links has it. */
const listed = (share: Share) => ({
  ...share,
  createdAt: expect.any(String),
  createdBy: { membershipId: expect.stringMatching(/^mbr_/), name: "" },
  lastOpenedAt: null,
});

describe("publishing", () => {
  test("makes a restricted Share Page with an address nobody can guess", async () => {
    const video = await playableVideo(token, space.workspaceId);
    const { status, body } = await api<Share>("POST", `/videos/${video.id}/publish`, { token });
    expect(status).toBe(200);
    expect(body).toEqual({
      id: expect.stringMatching(/^shr_/),
      nodeId: video.id,
      slug: expect.stringMatching(/^[A-Za-z0-9_-]{22}$/),
      url: `${server.url}/s/${body.slug}`,
      isSharePage: true,
      label: null,
      visibility: "restricted",
      hasPassword: false,
      guests: [],
      expiresAt: null,
      maxViews: null,
      views: 0,
      allowDownload: false,
      allowComments: true,
      allowEmbed: true,
      allowIndexing: false,
      pinnedVersion: null,
      endedAt: null,
    });
    expect(await topicsOf(body)).toEqual(["video.published"]);
    expect(await actionsOf(body)).toEqual(["video.published"]);
  });

  test("again: the same page, nothing told anew, and its visibility kept unless another is named", async () => {
    const video = await playableVideo(token, space.workspaceId);
    const first = await publish(token, video.id, "public");
    expect(await publish(token, video.id)).toEqual(first);
    expect(await topicsOf(first)).toEqual(["video.published"]);
    expect(await publish(token, video.id, "restricted")).toEqual({ ...first, visibility: "restricted" });
    expect(await topicsOf(first)).toEqual(["video.published", "share.changed"]);
  });

  test("fifty times at once makes one page", async () => {
    const video = await playableVideo(token, space.workspaceId);
    const all = await Promise.all(Array.from({ length: 50 }, () => publish(token, video.id)));
    expect(new Set(all.map(({ slug }) => slug)).size).toBe(1);
    expect(await sql("SELECT id FROM shares WHERE node_id = ?", [video.id])).toHaveLength(1);
    expect(await topicsOf(all[0] as Share)).toEqual(["video.published"]);
  });

  test("closed and published again: restricted, under the address it had", async () => {
    const video = await playableVideo(token, space.workspaceId);
    const share = await publish(token, video.id, "public");
    expect(await pageOf(share)).toBe(200);
    expect((await api("POST", `/videos/${video.id}/unpublish`, { token })).status).toBe(200);
    expect((await api("POST", `/videos/${video.id}/unpublish`, { token })).status).toBe(200);
    expect(await pageOf(share)).toBe(404);
    const again = await publish(token, video.id);
    expect(again).toMatchObject({ id: share.id, slug: share.slug, visibility: "restricted" });
    expect(await pageOf(share)).toBe(303);
    expect(await topicsOf(share)).toEqual(["video.published", "share.changed", "video.published"]);
  });

  test("not without media, not of a project, not of what is unknown", async () => {
    const video = await newVideo(token, await newProject(token, space.workspaceId));
    const none = await api("POST", `/videos/${video.id}/publish`, { token, body: {} });
    expect([none.status, none.body.code]).toEqual([409, "no_media"]);
    expect(await sql("SELECT id FROM shares WHERE node_id = ?", [video.id])).toEqual([]);
    expect((await api("POST", `/videos/${video.parentId}/publish`, { token, body: {} })).status).toBe(404);
    expect((await api("POST", `/videos/${newId("node")}/publish`, { token, body: {} })).status).toBe(404);
    expect((await api("POST", `/videos/${video.id}/unpublish`, { token })).status).toBe(409);
  });

  test.each([
    [{ visibility: "everyone" }, "/visibility"],
    [{ visibility: 1 }, "/visibility"],
    [{ visibility: "public", slug: "mine" }, "/slug"],
    [{ visibility: "password", password: "abc" }, "/password"],
    [{ visibility: "password", password: "x".repeat(201) }, "/password"],
    [{ visibility: "password", password: null }, "/password"],
  ])("a body of %o is 400", async (body, pointer) => {
    const video = await playableVideo(token, space.workspaceId);
    const answer = await api("POST", `/videos/${video.id}/publish`, { token, body });
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, pointer]);
    expect(await sql("SELECT id FROM shares WHERE node_id = ?", [video.id])).toEqual([]);
  });
});

describe("opening by password", () => {
  const change = (share: Share, body: object) => api("PATCH", `/shares/${share.id}`, { token, body });
  const versionOf = async ({ id }: Share) =>
    (await sql("SELECT password_version FROM shares WHERE id = ?", [id]))[0]?.password_version;

  test("needs one, given then or before; the wire says only that there is one", async () => {
    const share = await publish(token, (await playableVideo(token, space.workspaceId)).id);
    const without = await change(share, { visibility: "password" });
    expect([without.status, without.body.code]).toEqual([422, "password_required"]);
    expect(await topicsOf(share)).toEqual(["video.published"]);
    const given = await change(share, { visibility: "password", password: "hush hush" });
    expect(given.body).toEqual({ ...share, visibility: "password", hasPassword: true });
    expect(given.text).not.toMatch(/hush|scrypt/);
    expect((await change(share, { visibility: "public" })).body).toMatchObject({ hasPassword: true });
    expect((await change(share, { visibility: "password" })).body).toEqual(given.body);
    expect(await versionOf(share)).toBe(1);
  });

  test("a password alone is set and told, whatever the visibility, and is new each time", async () => {
    const share = await publish(token, (await playableVideo(token, space.workspaceId)).id, "public");
    for (const version of [1, 2]) {
      const answer = await change(share, { password: "hush hush" });
      expect([answer.status, answer.body]).toEqual([200, { ...share, hasPassword: true }]);
      expect(await versionOf(share)).toBe(version);
    }
    expect(await topicsOf(share)).toEqual(["video.published", "share.changed", "share.changed"]);
  });

  test("from the first publication, and again under the password it had", async () => {
    const video = await playableVideo(token, space.workspaceId);
    const body = { visibility: "password" };
    const without = await api("POST", `/videos/${video.id}/publish`, { token, body });
    expect([without.status, without.body.code]).toEqual([422, "password_required"]);
    expect(await sql("SELECT id FROM shares WHERE node_id = ?", [video.id])).toEqual([]);
    const share = await publish(token, video.id, "password", "hush hush");
    expect(share).toMatchObject({ visibility: "password", hasPassword: true });
    expect(await topicsOf(share)).toEqual(["video.published"]);
    await api("POST", `/videos/${video.id}/unpublish`, { token });
    expect(await publish(token, video.id, "password")).toEqual(share);
    expect(await versionOf(share)).toBe(1);
    expect(await publish(token, video.id, undefined, "another one")).toEqual(share);
    expect(await versionOf(share)).toBe(2);
  });

  test("changes at once: each raises the version", async () => {
    const share = await publish(token, (await playableVideo(token, space.workspaceId)).id);
    const all = Array.from({ length: 5 }, (_, n) => change(share, { password: `number ${n}` }));
    expect((await Promise.all(all)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(await versionOf(share)).toBe(5);
  });

  test("not for whoever may not change it: nothing is hashed for them", async () => {
    const share = await publish(token, (await playableVideo(token, space.workspaceId)).id);
    const viewer = space.members.viewer[0]?.accessToken ?? "";
    const body = { visibility: "password", password: "hush hush" };
    expect((await api("PATCH", `/shares/${share.id}`, { token: viewer, body })).status).toBe(403);
    expect(await versionOf(share)).toBe(0);
  });
});

describe("changing and ending", () => {
  test("opened and closed, each told once", async () => {
    const share = await publish(token, (await playableVideo(token, space.workspaceId)).id);
    expect(await pageOf(share)).toBe(303);
    for (const visibility of ["public", "public"] as const) {
      const { status, body } = await api("PATCH", `/shares/${share.id}`, { token, body: { visibility } });
      expect([status, body]).toEqual([200, { ...share, visibility }]);
    }
    expect(await pageOf(share)).toBe(200);
    await api("PATCH", `/shares/${share.id}`, { token, body: { visibility: "restricted" } });
    expect(await pageOf(share)).toBe(303);
    expect(await topicsOf(share)).toEqual(["video.published", "share.changed", "share.changed"]);
    expect((await api("PATCH", `/shares/${share.id}`, { token, body: {} })).status).toBe(400);
    const unknown = await api("PATCH", `/shares/${newId("share")}`, { token, body: { visibility: "public" } });
    expect([unknown.status, unknown.body.code]).toEqual([404, "not_found"]);
  });

  test("ended: friendly 410, changed no more, opened again only by publishing", async () => {
    const share = await publish(token, (await playableVideo(token, space.workspaceId)).id, "public");
    expect((await api("DELETE", `/shares/${share.id}`, { token })).status).toBe(204);
    expect((await api("DELETE", `/shares/${share.id}`, { token })).status).toBe(204);
    expect(await pageOf(share)).toBe(410);
    const change = await api("PATCH", `/shares/${share.id}`, { token, body: { visibility: "public" } });
    expect([change.status, change.body.code]).toEqual([410, "share_gone"]);
    expect(await topicsOf(share)).toEqual(["video.published", "share.ended"]);
    expect((await publish(token, share.nodeId)).slug).toBe(share.slug);
    expect(await pageOf(share)).toBe(303);
  });
});

describe("finding", () => {
  test("live links of a node and of the workspace, with their address", async () => {
    const made = await workspaceWith({});
    const own = made.admin.accessToken;
    const shares: Share[] = [];
    for (let at = 0; at < 3; at += 1) {
      shares.unshift(await publish(own, (await playableVideo(own, made.workspaceId)).id));
    }
    const [newest, middle, oldest] = shares as [Share, Share, Share];
    await api("DELETE", `/shares/${middle.id}`, { token: own });
    const ofNode = await api("GET", `/nodes/${newest.nodeId}/shares`, { token: own });
    expect(ofNode.body).toEqual({ items: [listed(newest)], nextCursor: null });
    const path = `/workspaces/${made.workspaceId}/shares`;
    const first = await api("GET", `${path}?limit=1`, { token: own });
    expect(first.body.items).toEqual([listed(newest)]);
    const second = await api("GET", `${path}?limit=1&cursor=${first.body.nextCursor}`, { token: own });
    expect(second.body).toEqual({ items: [listed(oldest)], nextCursor: null });
    expect((await api("GET", `/nodes/${middle.nodeId}/shares`, { token: own })).body.items).toEqual([]);
  });

  test("by the slug in the tab, with the reader's level at the node", async () => {
    const video = await playableVideo(token, space.workspaceId, "Launch");
    const share = await publish(token, video.id);
    const find = (as: string) => api("GET", `/shares?slug=${share.slug}`, { token: as });
    const node = { id: video.id, kind: "video", title: "Launch", workspaceId: space.workspaceId };
    expect((await find(token)).body.items).toEqual([{ ...share, canChange: true, node: { ...node, level: "manage" } }]);
    const viewer = space.members.viewer[0]?.accessToken ?? "";
    expect((await find(viewer)).body.items[0]).toMatchObject({
      isSharePage: false,
      canChange: false,
      node: { level: "view" },
    });
    const stranger = (await workspaceWith({})).admin.accessToken;
    expect((await find(stranger)).body).toEqual({ items: [], nextCursor: null });

    await api("POST", `/videos/${video.id}/unpublish`, { token });
    expect((await find(viewer)).body.items).toEqual([]);
    expect((await find(token)).body.items).toHaveLength(1);
    await api("DELETE", `/nodes/${video.id}`, { token });
    expect((await find(token)).body.items).toEqual([]);
  });

  test("needs a slug", async () => {
    for (const [query, code] of [
      ["", "required"],
      ["?slug=short", "regex"],
      ["?slug=AAAAAAAAAAAAAAAAAAAAAA&x=1", "unknown_field"],
    ]) {
      const answer = await api("GET", `/shares${query}`, { token });
      expect([answer.status, answer.body.errors[0].code]).toEqual([400, code]);
    }
  });
});
