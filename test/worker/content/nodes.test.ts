import { beforeAll, describe, expect, test } from "vitest";
import type { Page } from "../../../shared/api/fields.ts";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { newId } from "../../../shared/ids.ts";
import { type MemberActor, type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { api } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { newProject, newVideo, playableVideo } from "../../support/videos.ts";

let space: TestWorkspace;
let creator: MemberActor;
let token: string;

beforeAll(async () => {
  space = await workspaceWith({ creator: 2, viewer: 1 });
  creator = space.members.creator[0] as MemberActor;
  token = creator.accessToken;
});

const nodesPath = () => `/workspaces/${space.workspaceId}/nodes`;
const listed = async (query: string, as = token) =>
  (await api<Page<ContentNode>>("GET", `${nodesPath()}${query}`, { token: as })).body;

describe("making", () => {
  test("a project stands on top, everyone may view it, its maker owns it", async () => {
    const { status, body } = await api("POST", nodesPath(), { token, body: { kind: "project", title: "  Spring " } });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.stringMatching(/^nod_/),
      workspaceId: space.workspaceId,
      kind: "project",
      title: "Spring",
      parentId: null,
      ownerMembershipId: creator.membershipId,
      everyone: "view",
      level: "manage",
      media: null,
    });
    const [entry] = await sql("SELECT actor_user_id, action FROM audit_entries WHERE target = ?", [body.id]);
    expect(entry).toMatchObject({ actor_user_id: creator.user.id, action: "node.created" });
  });

  test("a video stands in a project and inherits from it", async () => {
    const project = await newProject(token, space.workspaceId);
    const video = await newVideo(token, project);
    expect(video).toMatchObject({ kind: "video", parentId: project.id, everyone: "inherit", level: "manage" });
    const seen = await api<ContentNode>("GET", `/nodes/${video.id}`, {
      token: space.members.viewer[0]?.accessToken ?? "",
    });
    expect(seen.body.level).toBe("view");
  });

  test("whoever may edit a project may add to it", async () => {
    const project = await newProject(token, space.workspaceId);
    await sql("UPDATE nodes SET everyone = 'edit' WHERE id = ?", [project.id]);
    const peer = space.members.creator[1] as MemberActor;
    const video = await newVideo(peer.accessToken, project);
    expect(video).toMatchObject({ ownerMembershipId: peer.membershipId, level: "manage" });
    const seen = await api<ContentNode>("GET", `/nodes/${video.id}`, { token });
    expect(seen.body.level).toBe("manage");
    const viewer = space.members.viewer[0]?.accessToken ?? "";
    expect((await api("POST", nodesPath(), { token: viewer, body: child(project.id) })).status).toBe(403);
  });

  test("in a personal workspace too", async () => {
    const { body: me } = await api("GET", "/me", { token });
    const personal = me.memberships.find((one: { workspace: { kind: string } }) => one.workspace.kind === "personal");
    expect((await newProject(token, personal.workspace.id)).level).toBe("manage");
  });

  test("what cannot stand there is refused, and nothing is made", async () => {
    const project = await newProject(token, space.workspaceId);
    const video = await newVideo(token, project);
    const made = () => sql("SELECT count(*) AS n FROM nodes WHERE workspace_id = ?", [space.workspaceId]);
    const before = await made();
    const cases: [object, string, string][] = [
      [{ kind: "video", title: "V" }, "/parentId", "required"],
      [{ kind: "project", title: "P", parentId: project.id }, "/parentId", "project_on_top"],
      [{ kind: "video", title: "V", parentId: video.id }, "/parentId", "wrong_parent"],
      [{ kind: "video", title: "V", parentId: "nod_x" }, "/parentId", "check"],
      [{ kind: "folder", title: "F" }, "/parentId", "required"],
      [{ kind: "folder", title: "F", parentId: video.id }, "/parentId", "wrong_parent"],
      [{ kind: "picture", title: "A", parentId: project.id }, "/kind", "picklist"],
      [{ kind: "project", title: "" }, "/title", "min_length"],
      [{ kind: "project", title: "x".repeat(201) }, "/title", "max_length"],
      [{ kind: "project", title: 5 }, "/title", "string"],
      [{ kind: "project", title: "P", everyone: "edit" }, "/everyone", "unknown_field"],
      [{ kind: "project" }, "/title", "required"],
    ];
    for (const [body, pointer, code] of cases) {
      const answer = await api("POST", nodesPath(), { token, body });
      expect([body, answer.status, answer.body.errors?.[0]]).toMatchObject([body, 400, { pointer, code }]);
    }
    expect(await made()).toEqual(before);
  });

  test("below an unknown parent, or one of another workspace: 404", async () => {
    const elsewhere = await workspaceWith({});
    const foreign = await newProject(elsewhere.admin.accessToken, elsewhere.workspaceId);
    expect((await api("POST", nodesPath(), { token, body: child(newId("node")) })).status).toBe(404);
    expect((await api("POST", nodesPath(), { token, body: child(foreign.id) })).status).toBe(404);
    const mine = await newProject(token, space.workspaceId);
    const path = `/workspaces/${elsewhere.workspaceId}/nodes`;
    expect((await api("POST", path, { token, body: child(mine.id) })).status).toBe(404);
  });
});

describe("listing", () => {
  test("projects newest first, page by page, each once", async () => {
    const { workspaceId, admin } = await workspaceWith({});
    const made: string[] = [];
    for (let at = 0; at < 5; at += 1) made.unshift((await newProject(admin.accessToken, workspaceId, `P${at}`)).id);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = `?limit=2${cursor ? `&cursor=${cursor}` : ""}`;
      const { body } = await api<Page<ContentNode>>("GET", `/workspaces/${workspaceId}/nodes${query}`, {
        token: admin.accessToken,
      });
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor;
    } while (cursor);
    expect(seen).toEqual(made);
  });

  test("only what stands at the place, of the kind asked for, with its media", async () => {
    const video = await playableVideo(token, space.workspaceId);
    const below = await listed(`?parentId=${video.parentId}`);
    expect(below.items).toMatchObject([{ id: video.id, media: { contentType: "video/mp4", size: 37398 } }]);
    expect((await listed(`?parentId=${video.parentId}&kind=project`)).items).toEqual([]);
    expect((await listed("?kind=video")).items).toEqual([]);
    expect((await listed("")).items.every(({ kind }) => kind === "project")).toBe(true);
  });

  test("a place one may not know of is 404", async () => {
    const elsewhere = await workspaceWith({});
    const foreign = await newProject(elsewhere.admin.accessToken, elsewhere.workspaceId);
    for (const id of [foreign.id, newId("node")]) {
      expect((await api("GET", `${nodesPath()}?parentId=${id}`, { token })).status).toBe(404);
    }
    const mine = await newProject(token, space.workspaceId);
    const wrong = await api("GET", `/workspaces/${elsewhere.workspaceId}/nodes?parentId=${mine.id}`, { token });
    expect(wrong.status).toBe(404);
    expect((await api("GET", `${nodesPath()}?parentId=x`, { token })).status).toBe(400);
  });

  test("a child of a project that is restricted is seen by its owner alone, though not its project", async () => {
    const project = await newProject(space.admin.accessToken, space.workspaceId);
    await sql("UPDATE nodes SET everyone = 'edit' WHERE id = ?", [project.id]);
    const video = await newVideo(token, project);
    await sql("UPDATE nodes SET everyone = 'none' WHERE id = ?", [project.id]);
    expect((await api("GET", `/nodes/${project.id}`, { token })).status).toBe(404);
    expect((await api<ContentNode>("GET", `/nodes/${video.id}`, { token })).body.level).toBe("manage");
    const peer = space.members.creator[1]?.accessToken ?? "";
    expect((await api("GET", `/nodes/${video.id}`, { token: peer })).status).toBe(404);
  });
});

describe("changing", () => {
  test("a title, once in the audit log, and not again when it is so already", async () => {
    const project = await newProject(token, space.workspaceId, "Old");
    for (const title of ["New", "New"]) {
      const { status, body } = await api("PATCH", `/nodes/${project.id}`, { token, body: { title } });
      expect([status, body.title]).toEqual([200, "New"]);
    }
    const entries = await sql("SELECT data FROM audit_entries WHERE target = ? AND action = 'node.renamed'", [
      project.id,
    ]);
    expect(entries.map(({ data }) => JSON.parse(String(data)))).toEqual([{ from: "Old", to: "New" }]);
    expect((await api("PATCH", `/nodes/${project.id}`, { token, body: {} })).status).toBe(400);
    expect((await api("PATCH", `/nodes/${project.id}`, { token, body: { title: "N", parentId: null } })).status).toBe(
      400,
    );
  });

  test("whoever may edit but does not own may rename, not trash", async () => {
    const project = await newProject(token, space.workspaceId);
    await sql("UPDATE nodes SET everyone = 'edit' WHERE id = ?", [project.id]);
    const peer = space.members.creator[1]?.accessToken ?? "";
    expect((await api("PATCH", `/nodes/${project.id}`, { token: peer, body: { title: "Ours" } })).status).toBe(200);
    expect((await api("DELETE", `/nodes/${project.id}`, { token: peer })).status).toBe(403);
  });

  test("the trash takes a project with what it holds", async () => {
    const project = await newProject(token, space.workspaceId);
    const video = await newVideo(token, project);
    expect((await api("DELETE", `/nodes/${project.id}`, { token })).status).toBe(204);
    for (const { id } of [project, video]) {
      expect((await api("GET", `/nodes/${id}`, { token })).status).toBe(404);
      expect((await api("DELETE", `/nodes/${id}`, { token })).status).toBe(404);
    }
    expect((await api("POST", nodesPath(), { token, body: child(project.id) })).status).toBe(404);
    expect((await listed("?limit=200")).items.map(({ id }) => id)).not.toContain(project.id);
  });

  test("a removed member's videos pass to another and stay", async () => {
    const made = await workspaceWith({ creator: 1 });
    const leaver = made.members.creator[0] as MemberActor;
    const project = await newProject(leaver.accessToken, made.workspaceId);
    await api("DELETE", `/workspaces/${made.workspaceId}/members/${leaver.membershipId}`, {
      token: made.admin.accessToken,
    });
    expect((await api("GET", `/nodes/${project.id}`, { token: leaver.accessToken })).status).toBe(404);
    const { body } = await api<ContentNode>("GET", `/nodes/${project.id}`, { token: made.admin.accessToken });
    expect(body.ownerMembershipId).not.toBe(leaver.membershipId);
  });
});

function child(parentId: string) {
  return { kind: "video", title: "V", parentId };
}
