import { beforeAll, expect, test } from "vitest";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { type MemberActor, signUp, workspaceWith } from "../../support/actors.ts";
import { newKey } from "../../support/api-keys.ts";
import { api } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { playableVideo } from "../../support/videos.ts";
import { readStats } from "../../support/watching.ts";

/** Who may read how often a video was watched: whoever may edit it. */

type Who =
  | "super_admin"
  | "owner"
  | "granted"
  | "developer"
  | "viewer"
  | "viewer granted"
  | "suspended"
  | "other"
  | "stranger";

const tokens: Partial<Record<Who, string>> = {};
let workspaceId: string;
let video: ContentNode;

beforeAll(async () => {
  const made = await workspaceWith({ developer: 2, creator: 1, viewer: 3 });
  workspaceId = made.workspaceId;
  const token = made.admin.accessToken;
  const [developer, granted] = made.members.developer as [MemberActor, MemberActor];
  const [owner] = made.members.creator as [MemberActor];
  const [viewer, grantedViewer, suspended] = made.members.viewer as [MemberActor, MemberActor, MemberActor];
  video = await playableVideo(owner.accessToken, workspaceId);
  const grants = [granted, grantedViewer].map(({ membershipId }) => ({ membershipId, level: "edit" }));
  await api("PUT", `/nodes/${video.id}/access`, { token, body: { everyone: "inherit", grants } });
  await api("PATCH", `/workspaces/${workspaceId}/members/${suspended.membershipId}`, {
    token,
    body: { status: "suspended" },
  });
  Object.assign(tokens, {
    super_admin: token,
    owner: owner.accessToken,
    granted: granted.accessToken,
    developer: developer.accessToken,
    viewer: viewer.accessToken,
    "viewer granted": grantedViewer.accessToken,
    suspended: suspended.accessToken,
    other: (await signUp()).accessToken,
  } satisfies Partial<Record<Who, string>>);
});

const ask = (token: string | undefined, nodeId = video.id, query = "") =>
  api("GET", `/videos/${nodeId}/stats${query}`, token === undefined ? {} : { token });

test.each([
  ["super_admin", 200],
  ["owner", 200],
  ["granted", 200],
  ["developer", 403],
  ["viewer", 403],
  // The role is a ceiling.
  ["viewer granted", 403],
  ["suspended", 403],
  ["other", 404],
  ["stranger", 401],
] as const)("%s: %d", async (who, status) => {
  expect((await ask(tokens[who])).status).toBe(status);
});

test("restricted to its owner: to everyone else as if it were not there; of a project nothing", async () => {
  const other = await playableVideo(tokens.owner ?? "", workspaceId);
  await sql("UPDATE nodes SET everyone = 'none' WHERE id = ?", [other.id]);
  for (const who of ["granted", "developer", "viewer", "suspended", "other"] as const)
    expect([who, (await ask(tokens[who], other.id)).status]).toEqual([who, 404]);
  expect((await ask(tokens.owner, other.id)).status).toBe(200);
  expect((await ask(tokens.owner, other.parentId ?? "")).status).toBe(404);
});

test("by an API key: with content:read, and as far as its maker", async () => {
  const [may, mayNot, elsewhere] = await Promise.all([
    newKey(tokens.granted ?? "", workspaceId, ["content:read"]),
    newKey(tokens.granted ?? "", workspaceId, ["content:write", "shares:read", "reviews:write"]),
    newKey(tokens.developer ?? "", workspaceId, ["content:read"]),
  ]);
  const statuses = await Promise.all([may, mayNot, elsewhere].map(async ({ key }) => (await ask(key)).status));
  expect(statuses).toEqual([200, 403, 403]);
});

test("of what nobody has watched: no views, and as many seconds as it has", async () => {
  const stats = await readStats(tokens.owner ?? "", video.id);
  expect(stats).toMatchObject({ totalViews: 0, version: 1 });
  expect(stats.views.map(({ views }) => views)).toEqual([0]);
  expect(stats.retention.every(({ viewers }, at) => viewers === 0 && stats.retention[at]?.second === at)).toBe(true);
  expect(stats.retention.length).toBeGreaterThan(0);
});

test("of so many days, those without a view among them", async () => {
  const other = await playableVideo(tokens.owner ?? "", workspaceId);
  const today = Math.floor(Date.now() / 86_400_000);
  for (const [ago, views] of [
    [400, 7],
    [2, 5],
    [0, 1],
  ] as const)
    await sql("INSERT INTO view_days (node_id, day, views) VALUES (?, ?, ?)", [other.id, today - ago, views]);
  const of = async (query: string) => {
    const { totalViews, views } = await readStats(tokens.owner ?? "", other.id, query);
    return [totalViews, views.length, views.slice(-4).map((one) => one.views)];
  };
  expect(await of("")).toEqual([13, 30, [0, 5, 0, 1]]);
  expect(await of("?days=1")).toEqual([13, 1, [1]]);
  expect(await of("?days=366")).toEqual([13, 366, [0, 5, 0, 1]]);
  for (const query of ["?days=0", "?days=367", "?days=x", "?days=1&page=2"])
    expect([query, (await ask(tokens.owner, other.id, query)).status]).toEqual([query, 400]);
});
