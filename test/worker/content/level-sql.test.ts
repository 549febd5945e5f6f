import { randomInt } from "node:crypto";
import { sql as query } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Page } from "../../../shared/api/fields.ts";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { newId } from "../../../shared/ids.ts";
import { EVERYONE, type Everyone, type GrantLevel, type Level, levelAt } from "../../../shared/policy/access.ts";
import type { Role } from "../../../shared/policy/roles.ts";
import { levelNumber, levelOfNumber } from "../../../worker/content/level-sql.ts";
import { openDatabase } from "../../../worker/db/client.ts";
import { memberships } from "../../../worker/db/schema/memberships.ts";
import { grants, nodes } from "../../../worker/db/schema/nodes.ts";
import { type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { api } from "../../support/client.ts";
import { server } from "../../support/server.ts";

/** The rule in `shared/policy/access.ts` and the one in SQL are the same rule, in real trees of the real database. */

type Person = { membershipId: string; role: Role; token: string };

/** One node of a tree drawn at random; who is meant is an index among the people. */
type Drawn = {
  kind: "folder" | "video";
  /** Which of the nodes drawn before that can hold one it stands below; the number wraps. */
  parent: number;
  everyone: Everyone;
  owner: number;
  grants: { person: number; level: GrantLevel }[];
  isTrashed: boolean;
};

const standing = {
  owner: fc.nat(4),
  grants: fc.array(fc.record({ person: fc.nat(4), level: fc.constantFrom("view", "edit") }), { maxLength: 2 }),
  isTrashed: fc.nat(9).map((one) => one === 0),
};
const drawnTop: fc.Arbitrary<DrawnTop> = fc.record({ everyone: fc.constantFrom("none", "view", "edit"), ...standing });
const drawnNode: fc.Arbitrary<Drawn> = fc.record({
  kind: fc.constantFrom("folder", "folder", "video"),
  parent: fc.nat(100),
  everyone: fc.constantFrom("inherit", ...EVERYONE),
  ...standing,
});
const drawnTree = fc.record({ top: drawnTop, rest: fc.array(drawnNode, { minLength: 1, maxLength: 12 }) });
type DrawnTop = Omit<Drawn, "kind" | "parent">;
type DrawnTree = { top: DrawnTop; rest: Drawn[] };

type Made = Pick<
  typeof nodes.$inferSelect,
  "id" | "kind" | "parentId" | "everyone" | "ownerMembershipId" | "trashedAt"
> & {
  grants: Map<string, GrantLevel>;
};

const db = openDatabase({ LIBSQL_URL: server.libsqlUrl } as Parameters<typeof openDatabase>[0]);
let space: TestWorkspace;
let people: Person[];

beforeAll(async () => {
  await gather();
});

/** A fresh workspace with one member of each role, and one of them twice. */
async function gather(): Promise<void> {
  space = await workspaceWith({ developer: 1, creator: 2, viewer: 1 });
  const rows = await db.read.select().from(memberships).where(query`workspace_id = ${space.workspaceId}`);
  people = rows.map(({ id, role }) => ({ membershipId: id, role, token: tokenOf(id) }));
  expect(people).toHaveLength(5);
}

function tokenOf(membershipId: string): string {
  const member = Object.values(space.members)
    .flat()
    .find((one) => one.membershipId === membershipId);
  return (member ?? space.admin).accessToken;
}

test("every member's level at every node, tree after tree", async () => {
  await fc.assert(
    fc.asyncProperty(drawnTree, async (tree) => {
      const made = grow(tree);
      await plant(made);
      expect(await levelsBySql(made)).toEqual(levelsByPolicy(made));
    }),
    { numRuns: 300, endOnFailure: true },
  );
});

describe("a forest", () => {
  let forest: Made[];
  let levels: Map<string, Level>;

  beforeAll(async () => {
    await gather();
    forest = fc.sample(drawnTree, { numRuns: 25, seed: randomInt(2 ** 31) }).flatMap(grow);
    await plant(forest);
    levels = new Map(levelsByPolicy(forest).map(({ node, member, level }) => [`${node} ${member}`, level]));
  });

  const seen = (person: Person, node: Made | undefined) =>
    node !== undefined && levels.get(`${node.id} ${person.membershipId}`) !== "none";
  const ids = (from: readonly { id: string }[]) => from.map(({ id }) => id).sort();

  test("its roots are the visible nodes whose parent is not", async () => {
    const byId = new Map(forest.map((node) => [node.id, node]));
    for (const person of people) {
      const roots = forest.filter((node) => seen(person, node) && !seen(person, byId.get(node.parentId ?? "")));
      const listed = await listAll(person, "");
      expect([person.role, ids(listed)]).toEqual([person.role, ids(roots)]);
      for (const node of listed) expect(node.level).toBe(levels.get(`${node.id} ${person.membershipId}`));
    }
  });

  test("below a visible node stand its visible children; below any other nothing is to be found", async () => {
    for (const person of people) {
      for (const place of forest.filter(({ kind }) => kind !== "video").slice(0, 25)) {
        const path = `/workspaces/${space.workspaceId}/nodes?limit=200&parentId=${place.id}`;
        const { status, body } = await api<Page<ContentNode>>("GET", path, { token: person.token });
        expect(status).toBe(seen(person, place) ? 200 : 404);
        if (status !== 200) continue;
        const children = forest.filter((node) => node.parentId === place.id && seen(person, node));
        expect(ids(body.items)).toEqual(ids(children));
      }
    }
  });

  test("a search finds what is visible at any depth, and a Super Admin sees as another would", async () => {
    const [admin] = people.filter(({ role }) => role === "super_admin");
    for (const person of people) {
      const visible = ids(forest.filter((node) => seen(person, node)));
      expect([person.role, ids(await listAll(person, "&q=leaf"))]).toEqual([person.role, visible]);
      const as = await listAll(admin as Person, `&q=leaf&as=${person.membershipId}`);
      expect([person.role, ids(as)]).toEqual([person.role, visible]);
      for (const node of as) expect(node.level).toBe(levels.get(`${node.id} ${person.membershipId}`));
    }
  });
});

async function listAll(person: Person, filter: string): Promise<ContentNode[]> {
  const items: ContentNode[] = [];
  let cursor: string | null = null;
  do {
    const page: string = cursor === null ? "" : `&cursor=${cursor}`;
    const path = `/workspaces/${space.workspaceId}/nodes?limit=20${filter}${page}`;
    const { body } = await api<Page<ContentNode>>("GET", path, { token: person.token });
    items.push(...body.items);
    cursor = body.nextCursor;
  } while (cursor !== null);
  return items;
}

function grow({ top, rest }: DrawnTree): Made[] {
  const made = [become("project", top, null)];
  for (const one of rest) {
    const holding = made.filter(({ kind }) => kind !== "video");
    made.push(become(one.kind, one, holding[one.parent % holding.length]?.id ?? null));
  }
  return made;
}

function become(kind: Made["kind"], one: DrawnTop, parentId: string | null): Made {
  return {
    id: newId("node"),
    kind,
    parentId,
    everyone: one.everyone,
    ownerMembershipId: idOf(one.owner),
    trashedAt: one.isTrashed ? Date.now() : null,
    grants: new Map(one.grants.map(({ person, level }) => [idOf(person), level])),
  };
}

function idOf(person: number): string {
  return people[person]?.membershipId ?? "";
}

async function plant(made: readonly Made[]): Promise<void> {
  const rows = made.map(({ grants: _, ...row }) => ({
    ...row,
    workspaceId: space.workspaceId,
    title: "Leaf",
    titleFolded: "leaf",
    createdAt: 0,
    updatedAt: 0,
    changeId: "planted",
  }));
  const given = made.flatMap((node) =>
    [...node.grants].map(([membershipId, level]) => ({ nodeId: node.id, membershipId, level })),
  );
  await db.write.batch([
    ...([db.write.insert(nodes).values(rows)] as const),
    ...(given.length > 0 ? [db.write.insert(grants).values(given)] : []),
  ]);
}

type Found = { node: string; member: string; level: Level };

async function levelsBySql(made: readonly Made[]): Promise<Found[]> {
  const level = levelNumber(query`n.id`, { membershipId: query`m.id`, role: query`m.role` });
  const rows = await db.read.all<{ node: string; member: string; level: number }>(
    query`SELECT n.id AS node, m.id AS member, ${level} AS level FROM ${nodes} AS n JOIN ${memberships} AS m
      ON m.workspace_id = n.workspace_id WHERE n.id IN (SELECT value FROM json_each(${JSON.stringify(made.map(({ id }) => id))}))`,
  );
  return inOrder(rows.map((row) => ({ node: row.node, member: row.member, level: levelOfNumber(row.level) })));
}

function levelsByPolicy(made: readonly Made[]): Found[] {
  const byId = new Map(made.map((node) => [node.id, node]));
  const pathOf = (node: Made): Made[] => {
    const above = byId.get(node.parentId ?? "");
    return [node, ...(above ? pathOf(above) : [])];
  };
  return inOrder(
    made.flatMap((node) => {
      const path = pathOf(node);
      const trashed = path.some(({ trashedAt }) => trashedAt !== null);
      return people.map((person): Found => {
        const steps = path.map((step) => ({ ...step, grant: step.grants.get(person.membershipId) ?? null }));
        return { node: node.id, member: person.membershipId, level: trashed ? "none" : levelAt(person, steps) };
      });
    }),
  );
}

function inOrder(found: Found[]): Found[] {
  return found.sort((a, b) => (`${a.node}${a.member}` < `${b.node}${b.member}` ? -1 : 1));
}
