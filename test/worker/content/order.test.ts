import fc from "fast-check";
import { generateKeyBetween } from "fractional-indexing";
import { beforeAll, describe, expect, test } from "vitest";
import type { Page } from "../../../shared/api/fields.ts";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { newId } from "../../../shared/ids.ts";
import { type MemberActor, type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { api, request } from "../../support/client.ts";
import { itemsOn, planted, plantNodes } from "../../support/collections.ts";
import { sql } from "../../support/database.ts";
import { makers } from "../../support/makers.ts";
import { newFolder, newProject, newVideo, publish, shareNode } from "../../support/videos.ts";

let space: TestWorkspace;
let owner: MemberActor;
let peer: MemberActor;
let viewer: MemberActor;
let token: string;

beforeAll(async () => {
  ({ space, owner, peer, viewer, token } = await makers());
});

type Named = { id: string };

const put = (node: Named, afterId: string | null, as = token, more: object = {}) =>
  api("PATCH", `/nodes/${node.id}`, { token: as, body: { afterId, ...more } });
const set = (node: Named, everyone: string) => sql("UPDATE nodes SET everyone = ? WHERE id = ?", [everyone, node.id]);

/** The ids of a list, page by page. */
async function listed(parentId?: string, { as = token, limit = 50, workspaceId = space.workspaceId } = {}) {
  const ids: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const query = new URLSearchParams({
      limit: `${limit}`,
      ...(parentId ? { parentId } : {}),
      ...(cursor && { cursor }),
    });
    const { body } = await api<Page<ContentNode>>("GET", `/workspaces/${workspaceId}/nodes?${query}`, { token: as });
    ids.push(...body.items.map(({ id }) => id));
    cursor = body.nextCursor;
  }
  return ids;
}

/** A project with nodes in it; their ids in the order in which they are listed, the newest first. */
async function filled(count: number, node: object = {}): Promise<{ project: ContentNode; ids: string[] }> {
  const project = await newProject(token, space.workspaceId);
  const made = Array.from({ length: count }, () => planted(project.id, node));
  await plantNodes(space.workspaceId, owner.membershipId, made);
  return {
    project,
    ids: made
      .map(({ id }) => id)
      .sort()
      .reverse(),
  };
}

const audited = async (nodeId: string) =>
  (await sql("SELECT data FROM audit_entries WHERE target = ? AND action = 'node.ordered' ORDER BY id", [nodeId])).map(
    ({ data }) => JSON.parse(String(data)),
  );

describe("ordering", () => {
  test("puts a node after a sibling or first, once in the audit log; what is new still comes first", async () => {
    const { project, ids } = await filled(3);
    const [a, b, c] = ids as [string, string, string];
    const { status, body } = await put({ id: a }, c);
    expect([status, body]).toMatchObject([200, { id: a, parentId: project.id, level: "manage" }]);
    expect(await listed(project.id)).toEqual([b, c, a]);
    await put({ id: c }, null);
    expect(await listed(project.id)).toEqual([c, b, a]);
    for (const _ of ["again", "and again"]) expect((await put({ id: c }, null)).status).toBe(200);
    expect(await audited(a)).toEqual([{ after: c }]);
    expect(await audited(c)).toEqual([{ after: null }]);
    const fresh = await newVideo(token, project);
    expect(await listed(project.id)).toEqual([fresh.id, c, b, a]);
  });

  test("the projects on top, for everyone alike", async () => {
    const own = await workspaceWith({ viewer: 1 });
    const { workspaceId } = own;
    const as = own.admin.accessToken;
    const made = [
      await newProject(as, workspaceId),
      await newProject(as, workspaceId),
      await newProject(as, workspaceId),
    ];
    const [a, b, c] = made.map(({ id }) => id) as [string, string, string];
    expect((await put({ id: a }, null, as)).status).toBe(200);
    expect((await put({ id: c }, b, as)).status).toBe(200);
    for (const reader of [as, own.members.viewer[0]?.accessToken ?? ""]) {
      for (const limit of [1, 50])
        expect(await listed(undefined, { as: reader, limit, workspaceId })).toEqual([a, b, c]);
    }
  });

  test("together with moving and a new title, in one change", async () => {
    const { project, ids } = await filled(2);
    const [a, b] = ids as [string, string];
    const { ids: others } = await filled(1);
    const moving = { id: others[0] ?? "" };
    const { status, body } = await put(moving, a, token, { parentId: project.id, title: "Second" });
    expect([status, body]).toMatchObject([200, { parentId: project.id, title: "Second" }]);
    expect(await listed(project.id)).toEqual([a, moving.id, b]);
    const empty = await newFolder(token, project);
    expect((await put(moving, null, token, { parentId: empty.id })).status).toBe(200);
    expect(await listed(empty.id)).toEqual([moving.id]);
  });

  test("moving without a place stands by age, whatever place it had before", async () => {
    const { project, ids } = await filled(2);
    const [a, b] = ids as [string, string];
    const { ids: newer } = await filled(2);
    const [first, last] = newer as [string, string];
    await put({ id: first }, last);
    await api("PATCH", `/nodes/${first}`, { token, body: { parentId: project.id } });
    expect(await listed(project.id)).toEqual([first, a, b]);
  });

  test("a search keeps its own order, the newest first", async () => {
    const { project, ids } = await filled(3, { title: "Needle" });
    await put({ id: ids[0] ?? "" }, ids[2] ?? "");
    const { body } = await api<Page<ContentNode>>(
      "GET",
      `/workspaces/${space.workspaceId}/nodes?q=needle&parentId=${project.id}`,
      { token },
    );
    expect(body.items.map(({ id }) => id)).toEqual(ids);
  });

  test("what comes back from the trash comes back to its place", async () => {
    const { project, ids } = await filled(3);
    const [a, b, c] = ids as [string, string, string];
    await put({ id: a }, b);
    await api("DELETE", `/nodes/${a}`, { token });
    expect(await listed(project.id)).toEqual([b, c]);
    await api("POST", `/nodes/${a}/restore`, { token });
    expect(await listed(project.id)).toEqual([b, a, c]);
  });
});

describe("the same order", () => {
  test("on the page of a collection, folders and what stands in them", async () => {
    const { project, ids } = await filled(3, { duration: 1 });
    const [a, b, c] = ids as [string, string, string];
    const folders = [planted(project.id, { kind: "folder" }), planted(project.id, { kind: "folder" })];
    const inside = folders.map(({ id }) => planted(id, { duration: 1 }));
    await plantNodes(space.workspaceId, owner.membershipId, [...folders, ...inside]);
    await put({ id: c }, a);
    const [top, low] = (await listed(project.id)).filter((id) => folders.some((folder) => folder.id === id));
    await put({ id: low ?? "" }, null);
    const within = (folderId = "") => inside.find(({ parentId }) => parentId === folderId)?.id;
    const { slug } = await shareNode(token, project.id);
    const { text } = await request("GET", `/s/${slug}`);
    expect(itemsOn(text)).toEqual([a, c, b, within(low), within(top)]);
    const next = await request("GET", `/s/${slug}?node=${c}`);
    expect(next.text).toContain(`rel="prev" href="/s/${slug}?node=${a}"`);
    expect(next.text).toContain(`rel="next" href="/s/${slug}?node=${b}"`);
  });

  test("on the home page, beside what stands under the same parent", async () => {
    const { ids } = await filled(3, { duration: 1 });
    const [a, b, c] = ids as [string, string, string];
    const slugs: Record<string, string> = {};
    for (const id of [b, a, c]) slugs[id] = (await publish(token, id)).slug;
    const home = async () => {
      const { text } = await request("GET", "/", { headers: { Authorization: `Bearer ${token}` } });
      return [a, b, c].sort((one, other) => text.indexOf(slugs[one] ?? "") - text.indexOf(slugs[other] ?? ""));
    };
    expect(await home()).toEqual([a, b, c]);
    await put({ id: a }, c);
    expect(await home()).toEqual([b, c, a]);
  });
});

describe("is refused", () => {
  const refused = async (afterId: string, node: Named, as = token) => {
    const { status, body } = await put(node, afterId, as);
    return [status, body.errors?.[0]?.pointer ?? null, body.errors?.[0]?.code ?? body.code];
  };

  test("after what is no sibling: 400; after what one may not know of: 404", async () => {
    const { project, ids } = await filled(2);
    const [a, b] = ids as [string, string];
    const { ids: elsewhere } = await filled(1);
    const notSibling = [400, "/afterId", "not_a_sibling"];
    for (const id of [elsewhere[0] ?? "", a, project.id]) expect(await refused(id, { id: a })).toEqual(notSibling);

    const notFound = [404, null, "not_found"];
    const foreign = await workspaceWith({});
    const theirs = await newProject(foreign.admin.accessToken, foreign.workspaceId);
    for (const id of [newId("node"), theirs.id]) expect(await refused(id, { id: a })).toEqual(notFound);
    await sql("UPDATE nodes SET everyone = 'none', owner_membership_id = ? WHERE id = ?", [viewer.membershipId, b]);
    expect(await refused(b, { id: a })).toEqual(notFound);
    await api("DELETE", `/nodes/${b}`, { token: space.admin.accessToken });
    expect(await refused(b, { id: a }, space.admin.accessToken)).toEqual(notFound);
    expect(await listed(project.id)).toEqual([a]);
  });

  test("what is no id: 400", async () => {
    const { ids } = await filled(1);
    for (const afterId of ["x", 1, newId("share")]) {
      const { status, body } = await api("PATCH", `/nodes/${ids[0]}`, { token, body: { afterId } });
      expect([status, body.errors[0].pointer]).toEqual([400, "/afterId"]);
    }
  });

  test("without edit at the parent or manage at the node; a Viewer always", async () => {
    const { project, ids } = await filled(2);
    const [a, b] = ids as [string, string];
    expect((await put({ id: a }, b, peer.accessToken)).status).toBe(403);
    await sql("UPDATE nodes SET owner_membership_id = ? WHERE id IN (?, ?)", [peer.membershipId, a, b]);
    expect((await put({ id: a }, b, peer.accessToken)).status).toBe(200);
    await sql("UPDATE nodes SET owner_membership_id = ? WHERE id IN (?, ?)", [owner.membershipId, a, b]);
    expect((await put({ id: b }, a, peer.accessToken)).status).toBe(403);
    await set(project, "edit");
    expect((await put({ id: b }, a, peer.accessToken)).status).toBe(200);
    expect((await put({ id: a }, b, viewer.accessToken)).status).toBe(403);
    // What may be ordered here need not be what one may change.
    await set({ id: a }, "none");
    await sql("INSERT INTO grants (node_id, membership_id, level) VALUES (?, ?, 'view')", [a, peer.membershipId]);
    expect((await put({ id: a }, null, peer.accessToken)).status).toBe(200);
    expect((await put({ id: a }, b, peer.accessToken, { title: "Mine" })).status).toBe(403);
    expect((await put({ id: a }, b, peer.accessToken, { parentId: project.id })).status).toBe(403);
  });

  test("of a project, to whoever does not manage it, though they may edit it", async () => {
    const [project, other] = [await newProject(token, space.workspaceId), await newProject(token, space.workspaceId)];
    await set(project, "edit");
    expect((await put(project, null, peer.accessToken)).status).toBe(403);
    expect((await put(project, other.id, space.admin.accessToken)).status).toBe(200);
  });
});

test("what goes elsewhere stands there by its age, whoever has stood around its place since", async () => {
  const { ids } = await filled(3);
  const [a, b, c] = ids as [string, string, string];
  for (const [id, afterId] of [
    [c, null],
    [a, b],
    [b, null],
    [c, null],
    [c, b],
  ] as const) {
    expect((await put({ id }, afterId)).status).toBe(200);
  }
  const away = await newProject(token, space.workspaceId);
  for (const id of [b, c, a]) {
    expect((await api("PATCH", `/nodes/${id}`, { token, body: { parentId: away.id } })).status).toBe(200);
  }
  expect(await listed(away.id)).toEqual(ids);
});

describe("at once", () => {
  test("many at the same place: all succeed, each stands there, no two share a key", async () => {
    const { project, ids } = await filled(13);
    const [anchor = "", ...rest] = ids;
    const [firsts, afters] = [rest.slice(0, 6), rest.slice(6)];
    const answers = await Promise.all([
      ...firsts.map((id) => put({ id }, null)),
      ...afters.map((id) => put({ id }, anchor)),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(rest.map(() => 200));
    const order = await listed(project.id, { limit: 4 });
    expect(order.toSorted()).toEqual(ids.toSorted());
    expect(order.slice(0, 6).toSorted()).toEqual(firsts.toSorted());
    expect(order[6]).toBe(anchor);
    expect(order.slice(7).toSorted()).toEqual(afters.toSorted());
  });

  test("after a sibling that moves away in the same moment: it stands there, or is told", async () => {
    const { project, ids } = await filled(2);
    const [a, b] = ids as [string, string];
    const away = await newProject(token, space.workspaceId);
    const [ordered] = await Promise.all([
      put({ id: a }, b),
      api("PATCH", `/nodes/${b}`, { token, body: { parentId: away.id } }),
    ]);
    expect([200, 400]).toContain(ordered.status);
    expect(await listed(project.id)).toEqual([a]);
  });
});

/** Put one node after another or first, make one, take one out, bring it back in at a place; numbers wrap. */
type Step = { what: "order" | "order" | "order" | "make" | "out" | "in"; which: number; after: number };
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    what: fc.constantFrom("order", "order", "order", "make", "out", "in"),
    which: fc.nat(20),
    after: fc.nat(20),
  }),
  { minLength: 4, maxLength: 14 },
);

test("whatever is done, the lists are those of a plain array, also for whoever sees only some", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const { project, ids } = await filled(4);
      const model = [...ids];
      const outside: string[] = [];
      const away = await newProject(token, space.workspaceId);
      const insert = (id: string, after: number) => {
        const at = after % (model.length + 1);
        const afterId = model[at - 1] ?? null;
        model.splice(at, 0, id);
        return afterId;
      };
      for (const { what, which, after } of all) {
        if (what === "make") model.unshift((await newVideo(token, project)).id);
        if (what === "order" && model.length > 0) {
          const [id = ""] = model.splice(which % model.length, 1);
          expect((await put({ id }, insert(id, after))).status).toBe(200);
        }
        if (what === "out" && model.length > 0) {
          const [id = ""] = model.splice(which % model.length, 1);
          outside.push(id);
          const moved = await api("PATCH", `/nodes/${id}`, { token, body: { parentId: away.id } });
          expect(moved).toMatchObject({ status: 200 });
        }
        const [back] = what === "in" ? outside.splice(0, 1) : [];
        if (back) {
          expect((await put({ id: back }, insert(back, after), token, { parentId: project.id })).status).toBe(200);
        }
      }
      expect(await listed(project.id, { limit: 3 })).toEqual(model);
      const hidden = model.filter((_, at) => at % 3 === 0);
      for (const id of hidden) await set({ id }, "none");
      const seen = model.filter((id) => !hidden.includes(id));
      expect(await listed(project.id, { as: viewer.accessToken, limit: 2 })).toEqual(seen);
    }),
    { numRuns: 20, endOnFailure: true },
  );
});

test("thousands of times between the same two: the list still goes on page by page", async () => {
  const { project, ids } = await filled(3);
  const [a, b, c] = ids as [string, string, string];
  const keyOf = (id: string) => `z${id.slice(4)}`;
  let key = keyOf(a);
  for (let n = 0; n < 3_000; n += 1) key = generateKeyBetween(keyOf(b), key);
  expect(key.length).toBeGreaterThan(500);
  await sql("UPDATE nodes SET hand_position = ? WHERE id = ?", [key, c]);
  expect(await listed(project.id, { limit: 1 })).toEqual([a, c, b]);
  expect((await put({ id: b }, a)).status).toBe(200);
  expect(await listed(project.id, { limit: 1 })).toEqual([a, b, c]);
});
