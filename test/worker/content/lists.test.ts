import { beforeAll, describe, expect, test } from "vitest";
import type { Page } from "../../../shared/api/fields.ts";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import type { Share } from "../../../shared/api/shares.ts";
import { newId } from "../../../shared/ids.ts";
import { type MemberActor, type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { api, request } from "../../support/client.ts";
import { fixture, newFolder, newProject, newVideo, publish, uploadBytes } from "../../support/videos.ts";

let space: TestWorkspace;
let owner: MemberActor;
let peer: MemberActor;
let viewer: MemberActor;
let project: ContentNode;
let folder: ContentNode;
let video: ContentNode;
let share: Share;

beforeAll(async () => {
  space = await workspaceWith({ creator: 2, viewer: 1 });
  [owner, peer] = space.members.creator as [MemberActor, MemberActor];
  [viewer] = space.members.viewer as [MemberActor];
  project = await newProject(owner.accessToken, space.workspaceId, "Été à Paris");
  folder = await newFolder(owner.accessToken, project, "Straße");
  video = await newVideo(owner.accessToken, folder, "100% été_");
  await uploadBytes(owner.accessToken, video.id, await fixture("clip.mp4"));
  share = await publish(owner.accessToken, video.id, "restricted");
});

const list = async (query: string, as = owner) =>
  (await api<Page<ContentNode>>("GET", `/workspaces/${space.workspaceId}/nodes?${query}`, { token: as.accessToken }))
    .body;
const found = async (query: string, as = owner) => (await list(query, as)).items.map(({ id }) => id);
const restrict = (node: ContentNode, grants: object[], everyone = "none") =>
  api("PUT", `/nodes/${node.id}/access`, { token: owner.accessToken, body: { everyone, grants } });

describe("searching", () => {
  test("finds titles at any depth, newest first, whatever the case and the accents", async () => {
    expect(await found("q=ETE")).toEqual([video.id, project.id]);
    expect(await found("q=%C3%A9t%C3%A9")).toEqual([video.id, project.id]);
    expect(await found("q=PARIS")).toEqual([project.id]);
    expect(await found("q=ete&kind=video")).toEqual([video.id]);
  });

  test("takes signs of patterns as they are", async () => {
    expect(await found("q=%25")).toEqual([video.id]);
    expect(await found("q=_")).toEqual([video.id]);
    expect(await found("q=*")).toEqual([]);
    expect(await found(`q=${encodeURIComponent("' OR 1=1 --")}`)).toEqual([]);
  });

  test("below a node finds what stands there, not the node", async () => {
    expect(await found(`q=ete&parentId=${project.id}`)).toEqual([video.id]);
    expect(await found(`q=ete&parentId=${video.id}`)).toEqual([]);
  });

  test("follows a new title", async () => {
    const other = await newProject(owner.accessToken, space.workspaceId, "Autumn");
    await api("PATCH", `/nodes/${other.id}`, { token: owner.accessToken, body: { title: "Noël" } });
    expect([await found("q=autumn"), await found("q=noel")]).toEqual([[], [other.id]]);
  });

  test("empty, it is no search; too long, 400", async () => {
    expect(await found("q=&kind=video")).toEqual([]);
    const path = `/workspaces/${space.workspaceId}/nodes?q=${"x".repeat(101)}`;
    expect((await api("GET", path, { token: owner.accessToken })).status).toBe(400);
  });
});

test("as a member who is none here: 400", async () => {
  const elsewhere = await workspaceWith({ viewer: 1 });
  for (const id of [newId("membership"), elsewhere.members.viewer[0]?.membershipId ?? ""]) {
    const path = `/workspaces/${space.workspaceId}/nodes?as=${id}`;
    const answer = await api("GET", path, { token: space.admin.accessToken });
    expect([answer.status, answer.body.errors?.[0]]).toMatchObject([
      400,
      { pointer: "/query/as", code: "unknown_member" },
    ]);
  }
});

describe("what was granted in a folder", () => {
  const home = async (as: MemberActor) =>
    (await request("GET", "/", { headers: { Authorization: `Bearer ${as.accessToken}` } })).text;
  const page = async (as: MemberActor) =>
    (await request("GET", `/s/${share.slug}`, { headers: { Authorization: `Bearer ${as.accessToken}` } })).status;
  /** Within the second that a change may take to reach the pages. */
  const pagesAnswer = (status: number, people: MemberActor[]) =>
    expect.poll(() => Promise.all(people.map(page)), { timeout: 1_000 }).toEqual(people.map(() => status));
  const links = async (as: MemberActor) =>
    (
      await api<Page<Share>>("GET", `/workspaces/${space.workspaceId}/shares`, { token: as.accessToken })
    ).body.items.map(({ id }) => id);

  test("opens the page, the home page's list and the links of what stands in it", async () => {
    expect([await page(peer), await links(peer)]).toEqual([200, []]);
    expect(await home(peer)).toContain(share.slug);

    await restrict(folder, []);
    await pagesAnswer(403, [peer, viewer]);
    expect(await links(peer)).toEqual([]);
    expect(await home(peer)).not.toContain(share.slug);

    await restrict(folder, [
      { membershipId: peer.membershipId, level: "edit" },
      { membershipId: viewer.membershipId, level: "edit" },
    ]);
    await pagesAnswer(200, [peer, viewer]);
    expect([await links(peer), await links(viewer), await links(owner)]).toEqual([[share.id], [], [share.id]]);
    expect(await home(viewer)).toContain(share.slug);
    expect((await list(`parentId=${folder.id}`, viewer)).items).toMatchObject([{ id: video.id, level: "view" }]);
  });

  test("is not needed for a page that the whole workspace may open", async () => {
    await restrict(folder, []);
    expect(await home(peer)).not.toContain(share.slug);
    const path = `/shares/${share.id}`;
    const visible = (visibility: string) => api("PATCH", path, { token: owner.accessToken, body: { visibility } });
    expect((await visible("workspace")).status).toBe(200);
    await pagesAnswer(200, [peer, viewer]);
    expect([await home(peer), await links(peer)]).toEqual([expect.stringContaining(share.slug), []]);
    await visible("restricted");
    await pagesAnswer(403, [peer, viewer]);
  });

  test("is gone from all of them when the folder is in the trash, and back with it", async () => {
    await restrict(folder, [], "view");
    await api("DELETE", `/nodes/${folder.id}`, { token: owner.accessToken });
    await pagesAnswer(404, [peer, owner]);
    expect(await links(owner)).toEqual([]);
    expect(await home(owner)).not.toContain(share.slug);
    expect(await found("q=ete")).toEqual([project.id]);
    await api("POST", `/nodes/${folder.id}/restore`, { token: owner.accessToken });
    await pagesAnswer(200, [peer]);
    expect(await links(owner)).toEqual([share.id]);
    expect(await home(owner)).toContain(share.slug);
  });
});
