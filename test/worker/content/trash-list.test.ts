import { beforeAll, describe, expect, test } from "vitest";
import type { Page } from "../../../shared/api/fields.ts";
import type { ContentNode, TrashedNode } from "../../../shared/api/nodes.ts";
import { TRASH_LIFETIME } from "../../../shared/limits.ts";
import { type Actor, type MemberActor, signUp, type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { api } from "../../support/client.ts";
import { planted, plantNodes } from "../../support/collections.ts";
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

const page = (as: Actor, query = "", workspaceId = space.workspaceId) =>
  api<Page<TrashedNode>>("GET", `/workspaces/${workspaceId}/trash${query}`, { token: as.accessToken });
/** Of these nodes those that are listed, in the order of the list. */
async function listed(as: Actor, nodes: readonly { id: string }[]) {
  const { items } = (await page(as, "?limit=200")).body;
  return items.map(({ id }) => id).filter((id) => nodes.some((node) => node.id === id));
}
const trash = async (node: { id: string }, as: Actor = owner) =>
  expect((await api("DELETE", `/nodes/${node.id}`, { token: as.accessToken })).status).toBe(204);
const restore = async (node: { id: string }, as: Actor = owner) =>
  (await api("POST", `/nodes/${node.id}/restore`, { token: as.accessToken })).status;

async function newTree() {
  const project = await newProject(token, space.workspaceId, "Harvest");
  const folder = await newFolder(token, project, "Cuts");
  return { project, folder, video: await newVideo(token, folder, "Launch") };
}

describe("what may be brought back is listed", () => {
  test("with where it comes back to, who put it there, when, and until when it is kept", async () => {
    const { project, folder, video } = await newTree();
    await trash(video, space.admin);
    const { status, body } = await page(owner);
    const [entry] = body.items;
    expect([status, entry]).toMatchObject([
      200,
      {
        ...{ id: video.id, kind: "video", title: "Launch", parent: { id: folder.id, title: "Cuts" } },
        trashedBy: { name: "", email: space.admin.email },
      },
    ]);
    const kept = Date.parse(entry?.keptUntil ?? "") - Date.parse(entry?.trashedAt ?? "");
    expect(kept).toBe(TRASH_LIFETIME);
    await trash(project);
    const [top] = (await page(owner)).body.items;
    expect(top).toMatchObject({ id: project.id, parent: null, trashedBy: { email: owner.email } });
  });

  test("below nothing else that lies there, and what went last first", async () => {
    const { project, folder, video } = await newTree();
    const all = [project, folder, video];
    await trash(video);
    await trash(folder);
    expect(await listed(owner, all)).toEqual([folder.id]);
    await trash(project);
    expect(await listed(owner, all)).toEqual([project.id]);
    expect(await restore(project)).toBe(200);
    expect(await listed(owner, all)).toEqual([folder.id]);
    expect(await restore(folder)).toBe(200);
    expect(await listed(owner, all)).toEqual([video.id]);
    expect(await restore(video)).toBe(200);
    expect(await listed(owner, all)).toEqual([]);
    await trash(folder);
    const other = await newFolder(token, project);
    await trash(other);
    expect(await listed(owner, [...all, other])).toEqual([other.id, folder.id]);
  });

  test("for thirty days", async () => {
    const { folder } = await newTree();
    await trash(folder);
    await sql("UPDATE nodes SET trashed_at = ? WHERE id = ?", [Date.now() - TRASH_LIFETIME - 1, folder.id]);
    expect(await listed(owner, [folder])).toEqual([]);
    await sql("UPDATE nodes SET trashed_at = ? WHERE id = ?", [Date.now() - TRASH_LIFETIME + 60_000, folder.id]);
    expect(await listed(owner, [folder])).toEqual([folder.id]);
  });

  test("by nobody named where no entry tells who it was", async () => {
    const made = planted(null, { kind: "project", trashedAt: Date.now() });
    await plantNodes(space.workspaceId, owner.membershipId, [made]);
    const found = (await page(owner)).body.items.find(({ id }) => id === made.id);
    expect(found).toMatchObject({ trashedBy: null, parent: null });
  });
});

describe("to those alone who may bring it back", () => {
  let theirs: ContentNode;
  let inTheirs: ContentNode;
  let mine: ContentNode;

  beforeAll(async () => {
    theirs = await newProject(token, space.workspaceId);
    inTheirs = await newFolder(token, theirs);
    await api("PATCH", `/nodes/${inTheirs.id}`, { token, body: { ownerMembershipId: peer.membershipId } });
    mine = await newVideo(token, theirs);
    await trash(inTheirs, peer);
    await trash(mine);
  });

  test("at any depth: owners of what lies there or of what stands above it, and Super Admins", async () => {
    const all = [theirs, inTheirs, mine];
    expect(await listed(peer, all)).toEqual([inTheirs.id]);
    expect(await listed(owner, all)).toEqual([mine.id, inTheirs.id]);
    expect(await listed(space.admin, all)).toEqual([mine.id, inTheirs.id]);
    for (const node of await listed(peer, all)) expect(await restore({ id: node }, peer)).toBe(200);
    await trash(inTheirs, peer);
  });

  test("where a place above does not let them see it, it is not named", async () => {
    await sql("UPDATE nodes SET everyone = 'none' WHERE id = ?", [theirs.id]);
    const found = (await page(peer)).body.items.find(({ id }) => id === inTheirs.id);
    expect(found).toMatchObject({ parent: null });
    await sql("UPDATE nodes SET everyone = 'edit' WHERE id = ?", [theirs.id]);
    const seen = (await page(peer)).body.items.find(({ id }) => id === inTheirs.id);
    expect(seen).toMatchObject({ parent: { id: theirs.id } });
  });

  test("not while what is above it lies there too, theirs or not", async () => {
    await trash(theirs);
    expect(await listed(peer, [theirs, inTheirs])).toEqual([]);
    expect(await restore(inTheirs, peer)).toBe(409);
    await restore(theirs);
    expect(await listed(peer, [theirs, inTheirs])).toEqual([inTheirs.id]);
  });

  test("a restricted place keeps what is below it from the owner above", async () => {
    await sql("UPDATE nodes SET everyone = 'none' WHERE id = ?", [inTheirs.id]);
    expect(await listed(owner, [inTheirs])).toEqual([]);
    expect(await restore(inTheirs)).toBe(404);
    expect(await listed(peer, [inTheirs])).toEqual([inTheirs.id]);
    await sql("UPDATE nodes SET everyone = 'inherit' WHERE id = ?", [inTheirs.id]);
  });

  test("a Viewer may not, even of what was theirs before they became one", async () => {
    const made = planted(null, { kind: "project", trashedAt: Date.now() });
    await plantNodes(space.workspaceId, viewer.membershipId, [made]);
    expect((await page(viewer)).body).toEqual({ items: [], nextCursor: null });
    expect(await restore(made, viewer)).not.toBe(200);
  });

  test("of this workspace alone; to strangers it does not exist", async () => {
    const elsewhere = await workspaceWith({ creator: 1 });
    const away = await newProject(elsewhere.admin.accessToken, elsewhere.workspaceId);
    await trash(away, elsewhere.admin);
    expect(await listed(space.admin, [away])).toEqual([]);
    expect((await page(elsewhere.admin, "", elsewhere.workspaceId)).body.items.map(({ id }) => id)).toEqual([away.id]);
    for (const stranger of [elsewhere.admin, await signUp()]) expect((await page(stranger)).status).toBe(404);
  });
});

describe("page by page", () => {
  test("each once, though many went in the same moment", async () => {
    const { workspaceId, admin, members } = await workspaceWith({ creator: 1 });
    const [maker] = members.creator as [MemberActor];
    const at = Date.now();
    const made = Array.from({ length: 23 }, (_, n) =>
      planted(null, { kind: "project", trashedAt: at - Math.floor(n / 5), title: `P ${n}` }),
    );
    await plantNodes(workspaceId, maker.membershipId, made);
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const { body } = await page(admin, `?limit=4${cursor && `&cursor=${cursor}`}`, workspaceId);
      expect(body.items.length).toBeLessThanOrEqual(4);
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor;
    }
    const byAge = [...made].sort((a, b) => (b.trashedAt ?? 0) - (a.trashedAt ?? 0) || (a.id < b.id ? 1 : -1));
    expect(seen).toEqual(byAge.map(({ id }) => id));
  });

  test("what is no cursor of ours, or no limit: 400", async () => {
    for (const query of ["?cursor=abc", "?cursor=1.mbr_1", "?limit=0", "?limit=201", "?parentId=x"]) {
      expect([query, (await page(owner, query)).status]).toEqual([query, 400]);
      expect([query, (await page(viewer, query)).status]).toEqual([query, 400]);
    }
  });
});
