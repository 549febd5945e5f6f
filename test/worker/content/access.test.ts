import { beforeAll, describe, expect, test } from "vitest";
import type { ContentNode, LevelExplanation, NodeAccessList } from "../../../shared/api/nodes.ts";
import { newId } from "../../../shared/ids.ts";
import { type MemberActor, type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { api } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { inviteToken, mailTo } from "../../support/mailbox.ts";
import { newFolder, newProject, newVideo } from "../../support/videos.ts";

let space: TestWorkspace;
let owner: MemberActor;
let peer: MemberActor;
let viewer: MemberActor;
let project: ContentNode;
let folder: ContentNode;
let video: ContentNode;

beforeAll(async () => {
  space = await workspaceWith({ creator: 2, viewer: 1 });
  [owner, peer] = space.members.creator as [MemberActor, MemberActor];
  [viewer] = space.members.viewer as [MemberActor];
  project = await newProject(owner.accessToken, space.workspaceId);
  folder = await newFolder(owner.accessToken, project);
  video = await newVideo(owner.accessToken, folder);
});

const put = (node: ContentNode, body: object, token = owner.accessToken) =>
  api<NodeAccessList>("PUT", `/nodes/${node.id}/access`, { token, body });
const get = (node: ContentNode) => api<NodeAccessList>("GET", `/nodes/${node.id}/access`, { token: owner.accessToken });
const levelOf = async (node: ContentNode, { accessToken: token }: { accessToken: string }) => {
  const { status, body } = await api<ContentNode>("GET", `/nodes/${node.id}`, { token });
  return status === 200 ? body.level : status;
};
const explain = async (node: ContentNode, membershipId: string) =>
  (
    await api<LevelExplanation>("GET", `/nodes/${node.id}/access/explain?membershipId=${membershipId}`, {
      token: owner.accessToken,
    })
  ).body;

describe("what stands at a node", () => {
  test("is what everyone gets and nobody by themselves, until someone says otherwise", async () => {
    expect((await get(project)).body).toEqual({ everyone: "view", grants: [] });
    expect((await get(folder)).body).toEqual({ everyone: "inherit", grants: [] });
  });

  test("is replaced whole, acts at once below it, and stands once in the audit log", async () => {
    const list = { everyone: "none", grants: [{ membershipId: peer.membershipId, level: "edit" }] };
    for (const _ of ["said", "and said again"]) {
      const { status, body } = await put(folder, list);
      expect([status, body]).toEqual([200, list]);
    }
    expect((await get(folder)).body).toEqual(list);
    expect([await levelOf(video, peer), await levelOf(video, viewer), await levelOf(video, owner)]).toEqual([
      "edit",
      404,
      "manage",
    ]);
    await put(folder, { everyone: "none", grants: [{ membershipId: viewer.membershipId, level: "edit" }] });
    expect([await levelOf(video, peer), await levelOf(video, viewer)]).toEqual([404, "view"]);
    const entries = await sql(
      "SELECT actor_user_id, data FROM audit_entries WHERE target = ? AND action = 'node.access_changed'",
      [folder.id],
    );
    expect(entries.map(({ data }) => JSON.parse(String(data)))).toMatchObject([
      { ...list, before: { everyone: "inherit", grants: [] } },
      { everyone: "none", grants: [{ membershipId: viewer.membershipId }], before: list },
    ]);
    expect(entries[0]?.actor_user_id).toBe(owner.user.id);
    expect((await put(folder, { everyone: "inherit", grants: [] })).status).toBe(200);
    expect([await levelOf(video, peer), await levelOf(video, viewer)]).toEqual(["view", "view"]);
  });

  test("lists find what was granted deep down, and whoever may edit there may add", async () => {
    const deep = await newProject(owner.accessToken, space.workspaceId, "Closed");
    const inner = await newFolder(owner.accessToken, deep);
    await put(deep, { everyone: "none", grants: [] });
    await put(inner, { everyone: "inherit", grants: [{ membershipId: peer.membershipId, level: "edit" }] });
    const roots = await api("GET", `/workspaces/${space.workspaceId}/nodes`, { token: peer.accessToken });
    const mine = roots.body.items.find(({ id }: ContentNode) => id === inner.id);
    expect(mine).toMatchObject({ level: "edit", kind: "folder" });
    expect(roots.body.items.map(({ id }: ContentNode) => id)).not.toContain(deep.id);
    expect((await newVideo(peer.accessToken, inner)).level).toBe("manage");
  });

  test("what cannot be is refused with where it stands, and nothing changes", async () => {
    const before = await get(project);
    const elsewhere = await workspaceWith({ viewer: 1 });
    const grant = (membershipId = peer.membershipId, level = "view") => ({ membershipId, level });
    const foreign = elsewhere.members.viewer[0]?.membershipId ?? "";
    const cases: [object, string, string][] = [
      [{ everyone: "inherit", grants: [] }, "/everyone", "project_base"],
      [{ everyone: "manage", grants: [] }, "/everyone", "picklist"],
      [{ everyone: "view" }, "/grants", "required"],
      [{ grants: [] }, "/everyone", "required"],
      [{ everyone: "view", grants: [grant(), grant(newId("membership"))] }, "/grants/1/membershipId", "unknown_member"],
      [{ everyone: "view", grants: [grant(foreign)] }, "/grants/0/membershipId", "unknown_member"],
      [{ everyone: "view", grants: [grant(), grant(undefined, "edit")] }, "/grants/1/membershipId", "repeated"],
      [{ everyone: "view", grants: [grant("usr_x")] }, "/grants/0/membershipId", "check"],
      [{ everyone: "view", grants: [grant(undefined, "manage")] }, "/grants/0/level", "picklist"],
      [{ everyone: "view", grants: [{ ...grant(), note: "x" }] }, "/grants/0/note", "unknown_field"],
      [{ everyone: "view", grants: Array(1_001).fill(grant()) }, "/grants", "max_length"],
    ];
    for (const [body, pointer, code] of cases) {
      const answer = await api("PUT", `/nodes/${project.id}/access`, { token: owner.accessToken, body });
      expect([pointer, answer.status, answer.body.errors?.[0]]).toMatchObject([pointer, 400, { pointer, code }]);
    }
    expect((await get(project)).body).toEqual(before.body);
  });

  test("of lists written at once one stands, whole", async () => {
    const place = await newProject(owner.accessToken, space.workspaceId);
    const lists = [
      { everyone: "view", grants: [{ membershipId: peer.membershipId, level: "edit" }] },
      { everyone: "edit", grants: [{ membershipId: viewer.membershipId, level: "view" }] },
      { everyone: "none", grants: [] },
    ];
    const answers = await Promise.all([...lists, ...lists].map((list) => put(place, list)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(lists).toContainEqual((await get(place)).body);
  });
});

describe("those who go", () => {
  test("take nothing with them that was granted, and get nothing back with a new membership", async () => {
    const made = await workspaceWith({ creator: 2 });
    const [maker, leaver] = made.members.creator as [MemberActor, MemberActor];
    const place = await newProject(maker.accessToken, made.workspaceId);
    const token = maker.accessToken;
    const path = `/nodes/${place.id}/access`;
    const list = { everyone: "none", grants: [{ membershipId: leaver.membershipId, level: "edit" }] };
    expect((await api("PUT", path, { token, body: list })).status).toBe(200);
    expect(await levelOf(place, leaver)).toBe("edit");
    const admin = made.admin.accessToken;
    const gone = `/workspaces/${made.workspaceId}/members/${leaver.membershipId}`;
    expect((await api("DELETE", gone, { token: admin })).status).toBe(204);
    expect((await api("GET", path, { token })).body).toEqual({ everyone: "none", grants: [] });
    const again = await api("PUT", path, { token, body: list });
    expect(again.body.errors).toMatchObject([{ pointer: "/grants/0/membershipId", code: "unknown_member" }]);
    const explained = `${path}/explain?membershipId=${leaver.membershipId}`;
    expect((await api("GET", explained, { token })).body.errors).toMatchObject([
      { pointer: "/query/membershipId", code: "unknown_member" },
    ]);
    const before = await mailTo(leaver.email);
    const invitations = [{ email: leaver.email, role: "creator" }];
    await api("POST", `/workspaces/${made.workspaceId}/invitations`, { token: admin, body: { invitations } });
    const accepting = `/invitations/${await inviteToken(leaver.email, before)}/accept`;
    const back = await api("POST", accepting, { token: leaver.accessToken });
    expect([back.status, back.body.status]).toEqual([200, "active"]);
    expect(back.body.id).not.toBe(leaver.membershipId);
    expect(await levelOf(place, leaver)).toBe(404);
  });

  test("a suspended member keeps what was granted for later, and it may still be listed", async () => {
    const made = await workspaceWith({ creator: 1, viewer: 1 });
    const [maker] = made.members.creator as [MemberActor];
    const [away] = made.members.viewer as [MemberActor];
    const place = await newProject(maker.accessToken, made.workspaceId);
    const status = (to: string) =>
      api("PATCH", `/workspaces/${made.workspaceId}/members/${away.membershipId}`, {
        token: made.admin.accessToken,
        body: { status: to },
      });
    await status("suspended");
    const list = { everyone: "none", grants: [{ membershipId: away.membershipId, level: "view" }] };
    const answer = await api("PUT", `/nodes/${place.id}/access`, { token: maker.accessToken, body: list });
    expect([answer.status, answer.body]).toEqual([200, list]);
    const why = await api("GET", `/nodes/${place.id}/access/explain?membershipId=${away.membershipId}`, {
      token: maker.accessToken,
    });
    expect(why.body).toEqual({ level: "none", reason: "not_active", decidedBy: place.id });
    expect(await levelOf(place, away)).toBe(403);
    await status("active");
    expect(await levelOf(place, away)).toBe("view");
  });
});

describe("why someone sees a node", () => {
  test("the rule and the node that decided, as the levels themselves go", async () => {
    const top = await newProject(owner.accessToken, space.workspaceId);
    const middle = await newFolder(owner.accessToken, top);
    const leaf = await newVideo(owner.accessToken, middle);
    const admin = (await api("GET", `/workspaces/${space.workspaceId}/members?role=super_admin`, {
      token: owner.accessToken,
    })) as { body: { items: { id: string }[] } };
    expect(await explain(leaf, admin.body.items[0]?.id ?? "")).toEqual({
      level: "manage",
      reason: "super_admin",
      decidedBy: leaf.id,
    });
    expect(await explain(leaf, owner.membershipId)).toEqual({ level: "manage", reason: "owner", decidedBy: leaf.id });
    expect(await explain(leaf, peer.membershipId)).toEqual({ level: "view", reason: "everyone", decidedBy: top.id });
    const grants = [peer, viewer].map(({ membershipId }) => ({ membershipId, level: "edit" }));
    await put(middle, { everyone: "none", grants });
    expect(await explain(leaf, peer.membershipId)).toEqual({ level: "edit", reason: "grant", decidedBy: middle.id });
    expect(await explain(leaf, viewer.membershipId)).toEqual({
      level: "view",
      reason: "viewer_ceiling",
      decidedBy: middle.id,
    });
    await put(middle, { everyone: "none", grants: [] });
    expect(await explain(leaf, peer.membershipId)).toEqual({
      level: "none",
      reason: "restricted",
      decidedBy: middle.id,
    });
  });

  test("asks for a member", async () => {
    for (const asked of ["", "?membershipId=x", `?membershipId=${newId("membership")}`]) {
      const path = `/nodes/${video.id}/access/explain${asked}`;
      const answer = await api("GET", path, { token: owner.accessToken });
      expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([400, "/query/membershipId"]);
    }
  });
});
