import { beforeAll, describe, expect, it, test } from "vitest";
import type { CommentPage } from "../../../shared/api/comments.ts";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import type { ReviewPage } from "../../../shared/api/reviews.ts";
import type { VersionList } from "../../../shared/api/versions.ts";
import { VERSIONS_KEPT } from "../../../shared/limits.ts";
import { type MemberActor, signUp, type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { newKey } from "../../support/api-keys.ts";
import { api } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { server } from "../../support/server.ts";
import { fixture, newProject, newVideo, playableVideo, publish, uploadBytes } from "../../support/videos.ts";

let space: TestWorkspace;
let token: string;

beforeAll(async () => {
  space = await workspaceWith({ viewer: 1, creator: 1 });
  token = space.admin.accessToken;
});

const upload = async ({ id }: ContentNode, name: string) =>
  expect((await uploadBytes(token, id, await fixture(name))).status).toBe(204);
/** An MP4, and a WebM after it. */
async function twice(title = "Launch"): Promise<ContentNode> {
  const node = await playableVideo(token, space.workspaceId, title);
  await upload(node, "clip.webm");
  return node;
}
const list = ({ id }: ContentNode, as = token) => api<VersionList>("GET", `/videos/${id}/versions`, { token: as });
const restore = ({ id }: ContentNode, version: number | string, headers: Record<string, string> = {}, as = token) =>
  api<VersionList>("POST", `/videos/${id}/versions/${version}/restore`, { token: as, headers });
const shown = ({ items }: VersionList) => items.map(({ version, current }) => (current ? `[${version}]` : version));
const reviewOf = async ({ id }: ContentNode) => (await api<ReviewPage>("GET", `/videos/${id}/reviews`, { token })).body;
const objects = async ({ id }: ContentNode) =>
  sql<{ n: number }>(`SELECT count(*) AS n FROM dropped_objects WHERE r2_key LIKE ?`, [`media/%${id}%`]).then(([row]) =>
    Number(row?.n),
  );

describe("an upload", () => {
  test("keeps the one before, and each is listed with what it is", async () => {
    const node = await twice();
    const { status, body } = await list(node);
    expect([status, shown(body), body.nextCursor]).toEqual([200, ["[2]", 1], null]);
    expect(body.items[1]).toMatchObject({
      version: 1,
      current: false,
      contentType: "video/mp4",
      width: 320,
      height: 180,
      uploadedAt: expect.stringMatching(/Z$/),
    });
    expect(await objects(node)).toBe(0);
    const empty = await newVideo(token, await newProject(token, space.workspaceId));
    expect((await list(empty)).body).toEqual({ items: [], nextCursor: null });
  });

  test("drops the oldest once there are too many", async () => {
    const node = await twice();
    for (let n = 0; n < VERSIONS_KEPT; n += 1)
      await sql(
        `INSERT INTO kept_media (node_id, version, r2_key, content_type, size, etag, uploaded_at)
         VALUES (?, ?, ?, 'video/mp4', 1, '"x"', 1)`,
        [node.id, 100 + n, `media/planted/${node.id}/${n}`],
      );
    await upload(node, "clip.mp4");
    const { items } = (await list(node)).body;
    expect(items).toHaveLength(VERSIONS_KEPT + 1);
    expect([items[0]?.version, items.at(-1)?.version]).toEqual([120, 100]);
    expect(await objects(node)).toBe(2);
  });
});

describe("going back", () => {
  test("plays the old bytes again, with the decisions and comments that are its own", async () => {
    const node = await playableVideo(token, space.workspaceId, "Back");
    const { slug } = await publish(token, node.id, "public");
    const say = (body: string) => api("POST", `/videos/${node.id}/comments`, { token, body: { body } });
    await api("PUT", `/videos/${node.id}/review`, { token, body: { decision: "approved" } });
    await say("Of the first");
    await upload(node, "clip.webm");
    expect(await reviewOf(node)).toMatchObject({ state: "pending", version: 2 });
    await say("Of the second");
    const answer = await restore(node, 1);
    expect([answer.status, shown(answer.body)]).toEqual([200, [2, "[1]"]]);
    expect(await reviewOf(node)).toMatchObject({ state: "approved", version: 1, items: [{ version: 1 }] });
    const said = (await api<CommentPage>("GET", `/videos/${node.id}/comments`, { token })).body.items;
    expect(said.map(({ body, version }) => [body, version])).toEqual([
      ["Of the first", 1],
      ["Of the second", 2],
    ]);
    const bytes = Buffer.from(await (await fetch(`${server.url}/s/${slug}/media`)).arrayBuffer());
    expect(bytes.equals(await fixture("clip.mp4"))).toBe(true);
    // What comes next is counted over all that there were.
    await upload(node, "clip.webm");
    expect(shown((await list(node)).body)).toEqual(["[3]", 2, 1]);
    expect(await objects(node)).toBe(0);
    const [audited] = await sql<{ data: string }>(
      "SELECT data FROM audit_entries WHERE action = 'media.restored' AND target = ?",
      [node.id],
    );
    expect(JSON.parse(audited?.data ?? "{}")).toEqual({ version: 1, instead: 2 });
  });

  test("to what is played changes nothing; to what is not kept is refused", async () => {
    const node = await twice();
    expect(shown((await restore(node, 2)).body)).toEqual(["[2]", 1]);
    for (const version of [3, 0, "x", "1.5"])
      expect([version, (await restore(node, version)).status]).toEqual([version, 404]);
    const empty = await newVideo(token, await newProject(token, space.workspaceId));
    expect((await restore(empty, 1)).status).toBe(404);
    expect(shown((await list(node)).body)).toEqual(["[2]", 1]);
  });

  test("only while what was seen is played, where that is said", async () => {
    const node = await twice();
    const seen = (await list(node)).headers.get("ETag") ?? "";
    await upload(node, "clip.mp4");
    const late = await restore(node, 1, { "If-Match": seen });
    expect([late.status, late.text.includes("precondition_failed")]).toEqual([412, true]);
    expect(shown((await list(node)).body)).toEqual(["[3]", 2, 1]);
    const fresh = (await list(node)).headers.get("ETag") ?? "";
    expect((await restore(node, 1, { "If-Match": fresh })).status).toBe(200);
  });

  test("racing uploads and other goings back: one is played, every upload is there once, and none is dropped", async () => {
    const node = await twice();
    for (let round = 0; round < 3; round += 1) {
      const before = (await list(node)).body.items.length;
      const [uploaded, ...restored] = await Promise.all([
        uploadBytes(token, node.id, await fixture("clip.mp4")),
        ...[1, 2, 1].map((version) => restore(node, version)),
      ]);
      expect(uploaded.status).toBe(204);
      for (const { status } of restored) expect([200, 404, 409]).toContain(status);
      const { items } = (await list(node)).body;
      expect(new Set(items.map(({ version }) => version)).size).toBe(before + 1);
      expect(items).toHaveLength(before + 1);
      expect(items.filter(({ current }) => current)).toHaveLength(1);
    }
    expect(await objects(node)).toBe(0);
  });
});

describe("who may", () => {
  it.each([
    ["admin", 200],
    ["creator with edit", 200],
    ["creator", 403],
    ["viewer", 403],
    ["stranger", 404],
    ["nobody", 401],
  ] as const)("%s: %d", async (who, status) => {
    const node = await twice();
    const [creator] = space.members.creator as [MemberActor];
    const [viewer] = space.members.viewer as [MemberActor];
    if (who === "creator with edit") {
      const grants = [{ membershipId: creator.membershipId, level: "edit" }];
      await api("PUT", `/nodes/${node.id}/access`, { token, body: { everyone: "inherit", grants } });
    }
    const bearer = {
      admin: token,
      "creator with edit": creator.accessToken,
      creator: creator.accessToken,
      viewer: viewer.accessToken,
      stranger: (await signUp()).accessToken,
      nobody: undefined,
    }[who];
    const call = bearer === undefined ? {} : { token: bearer };
    expect((await api("GET", `/videos/${node.id}/versions`, call)).status).toBe(status);
    expect((await api("POST", `/videos/${node.id}/versions/1/restore`, call)).status).toBe(status);
    if (who === "admin") expect((await api("GET", `/videos/${node.parentId}/versions`, call)).status).toBe(404);
  });

  it("an API key: reads with content:read, goes back with content:write", async () => {
    const node = await twice();
    const [reads, writes] = await Promise.all([
      newKey(token, space.workspaceId, ["content:read"]),
      newKey(token, space.workspaceId, ["content:write"]),
    ]);
    expect([(await list(node, reads.key)).status, (await restore(node, 1, {}, reads.key)).status]).toEqual([200, 403]);
    expect((await restore(node, 1, {}, writes.key)).status).toBe(200);
  });
});
