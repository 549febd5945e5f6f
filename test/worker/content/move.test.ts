import { beforeAll, describe, expect, test } from "vitest";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { newId } from "../../../shared/ids.ts";
import { DEPTH_MAX } from "../../../shared/limits.ts";
import { type MemberActor, type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { api } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { makers } from "../../support/makers.ts";
import { newFolder, newProject, newVideo } from "../../support/videos.ts";

let space: TestWorkspace;
let owner: MemberActor;
let peer: MemberActor;
let viewer: MemberActor;
let token: string;

beforeAll(async () => {
  ({ space, owner, peer, viewer, token } = await makers());
});

const patch = (node: ContentNode, body: object, as = token) => api("PATCH", `/nodes/${node.id}`, { token: as, body });
const open = (node: ContentNode, everyone: string) =>
  sql("UPDATE nodes SET everyone = ? WHERE id = ?", [everyone, node.id]);
const audited = async (node: ContentNode) =>
  (await sql("SELECT action FROM audit_entries WHERE target = ? ORDER BY action", [node.id])).map(
    ({ action }) => action,
  );

/** Folders one below the other under a project, the topmost first. */
async function chain(project: ContentNode, length: number): Promise<ContentNode[]> {
  const made: ContentNode[] = [];
  for (let at = 0; at < length; at += 1) made.push(await newFolder(token, made.at(-1) ?? project));
  return made;
}

describe("moving", () => {
  test("takes what stands below along, and the level follows the new place", async () => {
    const from = await newProject(token, space.workspaceId);
    const to = await newProject(token, space.workspaceId);
    await open(to, "none");
    const folder = await newFolder(token, from);
    const video = await newVideo(token, folder);
    const seen = async () => (await api("GET", `/nodes/${video.id}`, { token: viewer.accessToken })).status;
    expect(await seen()).toBe(200);
    const { status, body } = await patch(folder, { parentId: to.id });
    expect([status, body]).toMatchObject([200, { parentId: to.id, level: "manage" }]);
    expect(await seen()).toBe(404);
    expect(await audited(folder)).toEqual(["node.created", "node.moved"]);
    expect((await patch(folder, { parentId: to.id })).status).toBe(200);
    expect(await audited(folder)).toEqual(["node.created", "node.moved"]);
  });

  test("title, place and owner at once are one change", async () => {
    const from = await newProject(token, space.workspaceId);
    const to = await newProject(token, space.workspaceId);
    const video = await newVideo(token, from);
    const change = { title: "New", parentId: to.id, ownerMembershipId: peer.membershipId };
    const { status, body } = await patch(video, change);
    expect([status, body]).toMatchObject([200, { ...change, level: "manage" }]);
    expect(await audited(video)).toEqual(["node.created", "node.handed_over", "node.moved", "node.renamed"]);
  });

  test("takes manage there and edit at the new parent", async () => {
    const mine = await newProject(token, space.workspaceId);
    const theirs = await newProject(peer.accessToken, space.workspaceId);
    const video = await newVideo(token, mine);
    expect((await patch(video, { parentId: theirs.id })).status).toBe(403);
    await open(theirs, "none");
    expect((await patch(video, { parentId: theirs.id })).status).toBe(404);
    await open(theirs, "edit");
    await open(mine, "edit");
    expect((await patch(video, { parentId: theirs.id }, peer.accessToken)).status).toBe(403);
    expect((await patch(video, { parentId: theirs.id })).status).toBe(200);
  });

  test("what cannot stand there is refused", async () => {
    const project = await newProject(token, space.workspaceId);
    const other = await newProject(token, space.workspaceId);
    const video = await newVideo(token, project);
    const elsewhere = await workspaceWith({});
    const foreign = await newProject(elsewhere.admin.accessToken, elsewhere.workspaceId);
    const errorOf = async (node: ContentNode, parentId: string) => {
      const { status, body } = await patch(node, { parentId });
      return [status, body.errors?.[0]?.code ?? body.code];
    };
    expect(await errorOf(project, other.id)).toEqual([400, "project_on_top"]);
    expect(await errorOf(await newFolder(token, other), video.id)).toEqual([400, "wrong_parent"]);
    expect(await errorOf(video, newId("node"))).toEqual([404, "not_found"]);
    expect(await errorOf(video, foreign.id)).toEqual([404, "not_found"]);
    const trashed = await newFolder(token, project);
    await api("DELETE", `/nodes/${trashed.id}`, { token });
    expect(await errorOf(video, trashed.id)).toEqual([404, "not_found"]);
  });

  test("into another workspace one is a member of too: it is not to be found here", async () => {
    const { body: me } = await api("GET", "/me", { token });
    const personal = me.memberships.find((one: { workspace: { kind: string } }) => one.workspace.kind === "personal");
    const video = await newVideo(token, await newProject(token, space.workspaceId));
    const away = await newProject(token, personal.workspace.id);
    expect((await patch(video, { parentId: away.id })).status).toBe(404);
  });

  test("into itself or below itself: cycle", async () => {
    const project = await newProject(token, space.workspaceId);
    const [top, middle, leaf] = (await chain(project, 3)) as [ContentNode, ContentNode, ContentNode];
    for (const place of [top, middle, leaf]) {
      const { status, body } = await patch(top, { parentId: place.id });
      expect([status, body.code]).toEqual([409, "cycle"]);
    }
    expect((await patch(leaf, { parentId: top.id })).status).toBe(200);
  });

  test("two moves at once never make a circle", async () => {
    const project = await newProject(token, space.workspaceId);
    for (let round = 0; round < 12; round += 1) {
      const [a, b] = (await Promise.all([newFolder(token, project), newFolder(token, project)])) as [
        ContentNode,
        ContentNode,
      ];
      const inA = await newFolder(token, a);
      const inB = await newFolder(token, b);
      const answers = await Promise.all([patch(a, { parentId: inB.id }), patch(b, { parentId: inA.id })]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(answers.find(({ status }) => status === 409)?.body.code).toBe("cycle");
      for (const node of [a, b, inA, inB]) expect(await topOf(node)).toBe(project.id);
    }
  });
});

async function topOf(node: ContentNode): Promise<unknown> {
  const rows = await sql(
    `WITH RECURSIVE way(id, parent_id, steps) AS (SELECT id, parent_id, 0 FROM nodes WHERE id = ?
      UNION ALL SELECT n.id, n.parent_id, steps + 1 FROM nodes n JOIN way ON n.id = way.parent_id WHERE steps < 50)
     SELECT id FROM way WHERE parent_id IS NULL`,
    [node.id],
  );
  return rows[0]?.id;
}

describe("depth", () => {
  test(`at most ${DEPTH_MAX} nodes stand one below the other, made or moved`, async () => {
    const project = await newProject(token, space.workspaceId);
    const folders = await chain(project, DEPTH_MAX - 1);
    const [deepest, above] = [folders.at(-1) as ContentNode, folders.at(-2) as ContentNode];
    const path = `/workspaces/${space.workspaceId}/nodes`;
    const made = await api("POST", path, { token, body: { kind: "video", title: "V", parentId: deepest.id } });
    expect([made.status, made.body.errors[0]]).toMatchObject([400, { pointer: "/parentId", code: "too_deep" }]);
    const [top, below] = (await chain(await newProject(token, space.workspaceId), 2)) as [ContentNode, ContentNode];
    const moved = await patch(top, { parentId: above.id });
    expect([moved.status, moved.body.errors[0]]).toMatchObject([400, { pointer: "/parentId", code: "too_deep" }]);
    expect((await patch(below, { parentId: above.id })).status).toBe(200);
  });

  test("nor by two moves that fit one by one", async () => {
    const project = await newProject(token, space.workspaceId);
    const long = await chain(project, DEPTH_MAX - 3);
    const [a, b] = (await Promise.all([newFolder(token, project), newFolder(token, project)])) as [
      ContentNode,
      ContentNode,
    ];
    const inB = await newFolder(token, b);
    const answers = await Promise.all([
      patch(a, { parentId: (long.at(-1) as ContentNode).id }),
      patch(b, { parentId: a.id }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    const [{ depth } = { depth: 0 }] = await sql<{ depth: number }>(
      `WITH RECURSIVE way(parent_id, steps) AS (SELECT parent_id, 1 FROM nodes WHERE id = ?
        UNION ALL SELECT n.parent_id, steps + 1 FROM nodes n JOIN way ON n.id = way.parent_id)
       SELECT max(steps) AS depth FROM way`,
      [inB.id],
    );
    expect(depth).toBeLessThanOrEqual(DEPTH_MAX);
  });
});

describe("handing over", () => {
  test("the new owner manages; whoever gave it keeps what the place gives", async () => {
    const project = await newProject(token, space.workspaceId);
    const { status, body } = await patch(project, { ownerMembershipId: peer.membershipId });
    expect([status, body]).toMatchObject([200, { ownerMembershipId: peer.membershipId, level: "view" }]);
    expect((await patch(project, { ownerMembershipId: owner.membershipId })).status).toBe(403);
    expect((await patch(project, { title: "Theirs" }, peer.accessToken)).status).toBe(200);
  });

  test("also where nothing is left to whoever gave it", async () => {
    const project = await newProject(token, space.workspaceId);
    await open(project, "none");
    const { status, body } = await patch(project, { ownerMembershipId: peer.membershipId });
    expect([status, body.level]).toEqual([200, "none"]);
    expect((await api("GET", `/nodes/${project.id}`, { token })).status).toBe(404);
  });

  test("and removing the new owner in the same moment leaves no node to somebody who is gone", async () => {
    for (let round = 0; round < 4; round += 1) {
      const made = await workspaceWith({ creator: 1 });
      const heir = made.members.creator[0] as MemberActor;
      const project = await newProject(made.admin.accessToken, made.workspaceId);
      const [given, removed] = await Promise.all([
        patch(project, { ownerMembershipId: heir.membershipId }, made.admin.accessToken),
        api("DELETE", `/workspaces/${made.workspaceId}/members/${heir.membershipId}`, {
          token: made.admin.accessToken,
        }),
      ]);
      expect(removed.status).toBe(204);
      expect([200, 400]).toContain(given.status);
      const [owner] = await sql(
        "SELECT m.status FROM nodes n JOIN memberships m ON m.id = n.owner_membership_id WHERE n.id = ?",
        [project.id],
      );
      expect(owner?.status).toBe("active");
    }
  });

  test("only to an active member of the workspace", async () => {
    const project = await newProject(token, space.workspaceId);
    const elsewhere = await workspaceWith({ creator: 1 });
    for (const id of [newId("membership"), elsewhere.members.creator[0]?.membershipId ?? ""]) {
      const answer = await patch(project, { ownerMembershipId: id });
      expect([answer.status, answer.body.errors?.[0]]).toMatchObject([
        400,
        { pointer: "/ownerMembershipId", code: "unknown_member" },
      ]);
    }
  });
});
