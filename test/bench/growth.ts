import { call } from "./http-client.ts";
import type { Subject } from "./measure.ts";
import { muchWatched } from "./much-watched.ts";
import type { Scene } from "./people.ts";
import { api, bearer, taken } from "./people.ts";
import { plantComments } from "./plant-comments.ts";
import { type Company, plantCompany, plantNeighbours } from "./plant-company.ts";
import { plantTree, type Tree } from "./plant-tree.ts";

/** How many members and nodes a workspace has, small and large, and how many users the large service; and what can be used once. */
export type Sizes = Record<"small" | "large" | "users" | "supply" | "nodes" | "comments" | "views", number>;

const PAGE = 50;
/** At most one and a half times the cost. */
const TARGET = 0.67;

/**
 * What a request costs in a large workspace of a large service, beside the same in a small one of a small service: 1 is
 * as fast.
 */
export async function growing(scenes: { small: Scene; large: Scene }, sizes: Sizes): Promise<Subject[]> {
  const small = await plantCompany(scenes.small, "small.example", sizes.small, sizes.supply);
  const large = await plantCompany(scenes.large, "large.example", sizes.large, sizes.supply);
  await plantNeighbours(scenes.large, sizes.users - sizes.large);
  const trees = {
    small: await plantTree(scenes.small, "small-tree.example", sizes.small),
    large: await plantTree(scenes.large, "large-tree.example", sizes.nodes),
  };
  const discussed = {
    small: await plantComments(trees.small, sizes.small),
    large: await plantComments(trees.large, sizes.comments),
  };
  const besideTree = (name: string, path: (tree: Tree) => string): Subject => {
    const once = (tree: Tree) => ask(tree.scene, "GET", path(tree), tree.member.token);
    return {
      name: `${name}, ${sizes.nodes.toLocaleString("en")} nodes`,
      target: TARGET,
      baseline: { name: `the same, ${sizes.small.toLocaleString("en")}`, once: () => once(trees.small) },
      once: () => once(trees.large),
    };
  };
  const beside = (name: string, once: (company: Company, n: number) => Promise<void>): Subject => ({
    name: `${name}, ${sizes.large.toLocaleString("en")} members`,
    target: TARGET,
    baseline: { name: `the same, ${sizes.small.toLocaleString("en")}`, once: (n) => once(small, n) },
    once: (n) => once(large, n),
  });
  /** A page out of the middle, so that what stands before it is passed over. */
  const comments = (size: "small" | "large", behind: number) => () => {
    const { scene, member } = trees[size];
    const cursor = `${String(behind).padStart(11, "0")}.`;
    return ask(scene, "GET", `/videos/${discussed[size]}/comments?limit=${PAGE}&cursor=${cursor}`, member.token);
  };
  return [
    {
      name: `comments, ${sizes.comments.toLocaleString("en")} of one video`,
      target: TARGET,
      baseline: { name: `the same, ${sizes.small.toLocaleString("en")}`, once: comments("small", sizes.small / 2) },
      once: comments("large", sizes.comments / 2),
    },
    beside("member list", get(`/members?limit=${PAGE}`)),
    beside("members of a role", get(`/members?limit=${PAGE}&role=creator`)),
    beside("member search", get(`/members?limit=${PAGE}&q=ann`)),
    beside("suggestions", get(`/suggestions?limit=${PAGE}`)),
    beside("abilities", get("")),
    beside("me", ({ scene, admin }) => ask(scene, "GET", "/me", admin.token)),
    beside("invite", ({ scene, admin, workspaceId }, n) =>
      ask(scene, "POST", `/workspaces/${workspaceId}/invitations`, admin.token, {
        invitations: [{ email: `new-${n}@growth.example`, role: "viewer" }],
      }),
    ),
    beside("accept", ({ scene, invited }, n) => {
      const { person, token } = taken(invited, n);
      return ask(scene, "POST", `/invitations/${token}/accept`, person.token);
    }),
    beside("approve", ({ scene, admin, workspaceId, requests }, n) =>
      ask(scene, "POST", `/workspaces/${workspaceId}/join-requests/${taken(requests, n)}/approve`, admin.token),
    ),
    besideTree("level at the deepest", ({ deepest }) => `/nodes/${deepest}`),
    besideTree(
      "nodes of a folder",
      ({ workspaceId, wide }) => `/workspaces/${workspaceId}/nodes?parentId=${wide}&limit=${PAGE}`,
    ),
    ...(await muchWatched({ tree: trees.small, views: sizes.small }, { tree: trees.large, views: sizes.views })),
  ];
}

const get =
  (path: string) =>
  ({ scene, admin, workspaceId }: Company) =>
    ask(scene, "GET", `/workspaces/${workspaceId}${path}`, admin.token);

async function ask(scene: Scene, method: string, path: string, token: string, body?: object): Promise<void> {
  const headers = bearer(token);
  await call({ method, url: api(scene, path), headers, ...(body ? { body } : {}), status: 200 });
}
