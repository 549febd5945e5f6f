import { beforeAll, describe, expect, test } from "vitest";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { TRASH_LIFETIME } from "../../../shared/limits.ts";
import { type MemberActor, type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { api } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { newFolder, newProject, newVideo } from "../../support/videos.ts";

let space: TestWorkspace;
let token: string;
let peer: MemberActor;

beforeAll(async () => {
  space = await workspaceWith({ creator: 2 });
  const [owner, other] = space.members.creator as [MemberActor, MemberActor];
  token = owner.accessToken;
  peer = other;
});

const trash = async (node: ContentNode) => (await api("DELETE", `/nodes/${node.id}`, { token })).status;
const restore = (node: ContentNode, as = token) => api("POST", `/nodes/${node.id}/restore`, { token: as });
const statusOf = async (node: ContentNode) => (await api("GET", `/nodes/${node.id}`, { token })).status;

async function newTree() {
  const project = await newProject(token, space.workspaceId);
  const folder = await newFolder(token, project);
  return { project, folder, video: await newVideo(token, folder) };
}

describe("bringing back", () => {
  test("a folder with what it holds, once in the audit log", async () => {
    const { folder, video } = await newTree();
    expect(await trash(folder)).toBe(204);
    expect([await statusOf(folder), await statusOf(video)]).toEqual([404, 404]);
    for (const _ of ["restored", "and standing already"]) {
      const { status, body } = await restore(folder);
      expect([status, body]).toMatchObject([200, { id: folder.id, level: "manage" }]);
    }
    expect([await statusOf(folder), await statusOf(video)]).toEqual([200, 200]);
    const entries = await sql("SELECT 1 FROM audit_entries WHERE target = ? AND action = 'node.restored'", [folder.id]);
    expect(entries).toHaveLength(1);
  });

  test("what was put into the trash by itself stays there", async () => {
    const { project, folder, video } = await newTree();
    await trash(folder);
    await trash(project);
    expect((await restore(folder)).body.code).toBe("invalid_state");
    expect((await restore(video)).body.code).toBe("invalid_state");
    expect((await restore(project)).status).toBe(200);
    expect([await statusOf(project), await statusOf(folder)]).toEqual([200, 404]);
    expect((await restore(folder)).status).toBe(200);
    expect(await statusOf(video)).toBe(200);
  });

  test("only by whoever manages it; to the others it is not there", async () => {
    const { project, folder } = await newTree();
    expect((await restore(folder, peer.accessToken)).status).toBe(403);
    await trash(folder);
    expect((await restore(folder, peer.accessToken)).status).toBe(404);
    await sql("UPDATE nodes SET everyone = 'none' WHERE id = ?", [project.id]);
    expect((await restore(folder, peer.accessToken)).status).toBe(404);
  });

  test("within thirty days", async () => {
    const { folder } = await newTree();
    await trash(folder);
    await sql("UPDATE nodes SET trashed_at = ? WHERE id = ?", [Date.now() - TRASH_LIFETIME - 1, folder.id]);
    expect((await restore(folder)).status).toBe(404);
  });

  test("many at once bring it back once", async () => {
    const { folder } = await newTree();
    await trash(folder);
    const answers = await Promise.all([1, 2, 3, 4].map(() => restore(folder)));
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    const entries = await sql("SELECT 1 FROM audit_entries WHERE target = ? AND action = 'node.restored'", [folder.id]);
    expect(entries).toHaveLength(1);
  });
});

test("a place may go into the trash while something is made below it: what is made is not seen", async () => {
  const { project, folder } = await newTree();
  const path = `/workspaces/${space.workspaceId}/nodes`;
  const body = { kind: "video", title: "Late", parentId: folder.id };
  const [, made] = await Promise.all([trash(project), api("POST", path, { token, body })]);
  expect([201, 403, 404]).toContain(made.status);
  const { body: found } = await api("GET", `${path}?q=late`, { token });
  expect(found.items).toEqual([]);
});
