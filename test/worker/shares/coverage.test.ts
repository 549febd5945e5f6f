import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { newId } from "../../../shared/ids.ts";
import { EVERYONE, type Everyone } from "../../../shared/policy/access.ts";
import { covers, isCollection } from "../../../shared/policy/share-coverage.ts";
import type { RequestContext } from "../../../worker/context.ts";
import { type Batches, openDatabase } from "../../../worker/db/client.ts";
import { shares } from "../../../worker/db/schema/shares.ts";
import { openShare } from "../../../worker/shares/gate.ts";
import { askedOf, askedPage, type ShareAsked } from "../../../worker/shares/share-asked.ts";
import { workspaceWith } from "../../support/actors.ts";
import { type Answer, request } from "../../support/client.ts";
import { itemsOn, type Planted, planted, plantNodes } from "../../support/collections.ts";
import { server } from "../../support/server.ts";
import { newProject, shareNode } from "../../support/videos.ts";

/** The rule in `shared/policy/share-coverage.ts`, what the gate opens and what a collection lists are one. */

/** A node drawn at random: `parent` is which of those before that can hold one; the number wraps. */
type Drawn = { kind: "folder" | "video" | "voice"; title: string; parent: number; everyone: Everyone; rest: number };

const drawnNode: fc.Arbitrary<Drawn> = fc.record({
  kind: fc.constantFrom("folder", "folder", "video", "video", "voice"),
  title: fc.constantFrom("Été", "ete", "Zoo", "a", "B", "Œuvre"),
  parent: fc.nat(100),
  everyone: fc.constantFrom("inherit", "inherit", ...EVERYONE),
  rest: fc.nat(29),
});
const drawnTree = fc.record({
  top: fc.constantFrom<Everyone>("none", "view", "edit"),
  rest: fc.array(drawnNode, { maxLength: 16, size: "max" }),
  shared: fc.nat(100),
});

let workspaceId: string;
let token: string;
let membershipId: string;
let trips: number[];

beforeAll(async () => {
  const space = await workspaceWith({ creator: 1 });
  workspaceId = space.workspaceId;
  token = space.admin.accessToken;
  membershipId = space.members.creator[0]?.membershipId ?? "";
});

/** Somebody without a session; what goes to the database is counted, a number of statements a round trip. */
function stranger(): RequestContext {
  const count = ({ execute, batch }: Batches): Batches => ({
    execute: (statement) => {
      trips.push(1);
      return execute(statement);
    },
    batch: (statements) => {
      trips.push(statements.length);
      return batch(statements);
    },
  });
  trips = [];
  return { db: openDatabase({ LIBSQL_URL: server.libsqlUrl }, count), now: Date.now() } as RequestContext;
}

const view = async (asked: ShareAsked) => {
  const answer = await openShare(stranger(), asked, { anew: true });
  return answer.allow && !answer.onlyLooks ? answer.view : undefined;
};

test("what is listed and what opens is what the rule covers, tree after tree", async () => {
  await fc.assert(
    fc.asyncProperty(drawnTree, async ({ top, rest, shared }) => {
      const tree = grow(top, rest);
      const holders = tree.filter(({ kind }) => isCollection(kind));
      const root = holders[shared % holders.length] ?? tree[0];
      if (!root || wayUp(tree, root).some(({ trashedAt }) => trashedAt !== null)) return;
      await plantNodes(workspaceId, membershipId, tree);
      const slug = await plantShare(root.id);
      const covered = tree.filter((node) => isCovered(tree, root, node)).map(({ id }) => id);
      const collection = await view(askedPage(slug, { node: undefined, after: undefined }));
      if (collection?.kind !== "collection") throw new Error("no collection");
      expect(collection.list.items.map(({ id }) => id).sort()).toEqual([...covered].sort());
      expect(collection.list.total).toBe(covered.length);
      const opened = await Promise.all(tree.map(async ({ id }) => ((await view(askedOf(slug, id))) ? id : undefined)));
      expect(opened.filter((id) => id !== undefined)).toEqual(covered);
      await expectInOrder(
        slug,
        collection.list.items.map(({ id }) => id),
      );
    }),
    { numRuns: 120, endOnFailure: true },
  );
});

/** From each item to the one after it, and back. */
async function expectInOrder(slug: string, ids: string[]): Promise<void> {
  for (const [at, id] of ids.entries()) {
    const item = await view(askedPage(slug, { node: id, after: undefined }));
    if (item?.kind !== "item") throw new Error("no item");
    expect([item.place?.previous?.id, item.place?.next?.id]).toEqual([ids[at - 1], ids[at + 1]]);
  }
}

function grow(top: Everyone, rest: readonly Drawn[]): Planted[] {
  const tree = [planted(null, { kind: "project", everyone: top })];
  for (const { kind, title, parent, everyone, rest: dice } of rest) {
    const holding = tree.filter((node) => isCollection(node.kind));
    const place = holding[parent % holding.length]?.id ?? null;
    const hasMedia = kind !== "folder" && dice % 5 !== 0;
    const trashedAt = dice % 6 === 1 ? Date.now() : null;
    tree.push(planted(place, { kind, title, everyone, trashedAt, ...(hasMedia ? { duration: 3 } : {}) }));
  }
  return tree;
}

function wayUp(tree: readonly Planted[], from: Planted): Planted[] {
  const above = tree.find(({ id }) => id === from.parentId);
  return above ? [from, ...wayUp(tree, above)] : [from];
}

function isCovered(tree: readonly Planted[], root: Planted, node: Planted): boolean {
  const way = wayUp(tree, node);
  const end = way.indexOf(root);
  return end > 0 && node.duration !== undefined && covers(way.slice(0, end));
}

async function plantShare(nodeId: string): Promise<string> {
  const slug = newId("share").slice(-22);
  const { write } = openDatabase({ LIBSQL_URL: server.libsqlUrl });
  await write.insert(shares).values({
    id: newId("share"),
    workspaceId,
    nodeId,
    slug,
    visibility: "public",
    isSharePage: false,
    publishedAt: 1,
    createdBy: membershipId,
    createdAt: 1,
    changeId: "planted",
  });
  return slug;
}

test("one round trip of six statements decides and fills each: two hundred items, one of them, a video by itself", async () => {
  const project = planted(null, { kind: "project" });
  const videos = Array.from({ length: 230 }, (_, n) => planted(project.id, { title: `Cut ${n}`, duration: n }));
  await plantNodes(workspaceId, membershipId, [project, ...videos]);
  const { slug } = await shareNode(token, project.id);
  const [video] = videos;
  const alone = await shareNode(token, video?.id ?? "");
  for (const asked of [
    askedPage(slug, { node: undefined, after: undefined }),
    askedPage(slug, { node: video?.id, after: undefined }),
    askedOf(slug, video?.id),
    askedOf(alone.slug, undefined),
  ]) {
    expect(await view(asked)).toBeDefined();
    expect(trips).toEqual([6]);
  }
});

test("pages of two hundred, by folder, each as ordered among its siblings; none lost and none twice", async () => {
  const project = await newProject(token, workspaceId, "Long");
  const folders = ["b-roll", "Archives"].map((title) => planted(project.id, { kind: "folder", title }));
  const items = [project.id, ...folders.map(({ id }) => id)].flatMap((parent) =>
    Array.from({ length: 150 }, (_, n) => planted(parent, { title: `Cut ${n}`, duration: 1 })),
  );
  await plantNodes(workspaceId, membershipId, [...folders, ...items]);
  const { slug } = await shareNode(token, project.id);
  const seen: string[][] = [];
  let path: string | undefined = `/s/${slug}`;
  while (path) {
    const { text }: Answer = await request("GET", path);
    seen.push(itemsOn(text));
    path = /rel="next" href="([^"]+)"/.exec(text)?.[1];
  }
  expect(seen.map(({ length }) => length)).toEqual([200, 200, 50]);
  // The shared node's own first, then folder by folder; the newest first where nobody ordered them.
  const folderOrder = [project.id, ...newestFirst(folders)];
  const sorted = folderOrder.flatMap((parent) => newestFirst(items.filter(({ parentId }) => parentId === parent)));
  expect(seen.flat()).toEqual(sorted);
});

function newestFirst(nodes: readonly Planted[]): string[] {
  return nodes.map(({ id }) => id).toSorted((a, b) => (a < b ? 1 : -1));
}

test("a page after what is no longer there, or never was, begins anew", async () => {
  const project = await newProject(token, workspaceId, "Short");
  const items = ["A", "B", "C"].map((title) => planted(project.id, { title, duration: 1 }));
  await plantNodes(workspaceId, membershipId, items);
  const { slug } = await shareNode(token, project.id);
  const ids = newestFirst(items);
  const after = async (cursor: string) => itemsOn((await request("GET", `/s/${slug}?after=${cursor}`)).text);
  expect(await after(ids[1] ?? "")).toEqual([ids[2]]);
  expect(await after(ids[2] ?? "")).toEqual([]);
  for (const cursor of [newId("node"), project.id, "", "x", "nod_%00", "'--"]) expect(await after(cursor)).toEqual(ids);
});
