import { beforeAll, describe, expect, it } from "vitest";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import type { Share } from "../../../shared/api/shares.ts";
import { newId } from "../../../shared/ids.ts";
import { signUp, workspaceWith } from "../../support/actors.ts";
import { api } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { fixture, newProject, newVideo, publish, TUS, uploadBytes } from "../../support/videos.ts";

/**
 * Who may do what to content, in one table; a cell is the status of the answer. `owner` is the creator who made
 * it, `creator` and `developer` see it by its project's `view`, and in the second table not at all.
 */
const ACTORS = ["super_admin", "owner", "developer", "creator", "viewer", "suspended", "other", "stranger"] as const;
type Actor = (typeof ACTORS)[number];

const tokens: Partial<Record<Actor, string>> = {};
let workspaceId = "";
let memberId = "";
let project: ContentNode;
let video: ContentNode;
let share: Share;

beforeAll(async () => {
  const made = await workspaceWith({ developer: 1, creator: 2, viewer: 2 });
  workspaceId = made.workspaceId;
  const { developer, creator, viewer } = made.members;
  tokens.super_admin = made.admin.accessToken;
  memberId = creator[1]?.membershipId ?? "";
  tokens.owner = creator[0]?.accessToken ?? "";
  tokens.creator = creator[1]?.accessToken ?? "";
  tokens.developer = developer[0]?.accessToken ?? "";
  tokens.viewer = viewer[0]?.accessToken ?? "";
  tokens.suspended = viewer[1]?.accessToken ?? "";
  await api("PATCH", `/workspaces/${workspaceId}/members/${viewer[1]?.membershipId}`, {
    token: made.admin.accessToken,
    body: { status: "suspended" },
  });
  tokens.other = (await signUp()).accessToken;
  project = await newProject(tokens.owner, workspaceId);
  video = await newVideo(tokens.owner, project);
  await uploadBytes(tokens.owner, video.id, await fixture("clip.mp4"));
  share = await publish(tokens.owner, video.id, "restricted");
});

type Call = [method: string, path: string, body?: object | undefined, headers?: Record<string, string>];
type Row = [what: string, call: () => Call, ...statuses: number[]];

const OPEN = { everyone: "inherit", grants: [] };
const child = () => ({ kind: "video", title: "V", parentId: project.id });
const upload = (): Call => ["POST", `/nodes/${video.id}/uploads`, undefined, { ...TUS, "Upload-Length": "9" }];
const PIECE = { "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream" };
const unknownUpload = (method: string): Call => [
  method,
  `/nodes/${video.id}/uploads/${newId("upload")}`,
  undefined,
  { ...TUS, ...(method === "PATCH" ? PIECE : {}) },
];

//                                                                              super own  dev  crea view susp othr strngr
const TABLE: Row[] = [
  ["see the projects", () => ["GET", `/workspaces/${workspaceId}/nodes`], 200, 200, 200, 200, 200, 403, 404, 401],
  [
    "see what a project holds",
    () => ["GET", `/workspaces/${workspaceId}/nodes?parentId=${project.id}`],
    200,
    200,
    200,
    200,
    200,
    403,
    404,
    401,
  ],
  ["see a project", () => ["GET", `/nodes/${project.id}`], 200, 200, 200, 200, 200, 403, 404, 401],
  ["see a video", () => ["GET", `/nodes/${video.id}`], 200, 200, 200, 200, 200, 403, 404, 401],
  [
    "make a project",
    () => ["POST", `/workspaces/${workspaceId}/nodes`, { kind: "project", title: "P" }],
    201,
    201,
    201,
    201,
    403,
    403,
    404,
    401,
  ],
  ["make a video", () => ["POST", `/workspaces/${workspaceId}/nodes`, child()], 201, 201, 403, 403, 403, 403, 404, 401],
  [
    "make a folder",
    () => ["POST", `/workspaces/${workspaceId}/nodes`, { ...child(), kind: "folder" }],
    201,
    201,
    403,
    403,
    403,
    403,
    404,
    401,
  ],
  [
    "see what may be brought back",
    () => ["GET", `/workspaces/${workspaceId}/trash`],
    200,
    200,
    200,
    200,
    200,
    403,
    404,
    401,
  ],
  ["search", () => ["GET", `/workspaces/${workspaceId}/nodes?q=launch`], 200, 200, 200, 200, 200, 403, 404, 401],
  [
    "see what another sees",
    () => ["GET", `/workspaces/${workspaceId}/nodes?as=${memberId}`],
    200,
    403,
    403,
    403,
    403,
    403,
    404,
    401,
  ],
  ["see who has access", () => ["GET", `/nodes/${video.id}/access`], 200, 200, 403, 403, 403, 403, 404, 401],
  ["say who has access", () => ["PUT", `/nodes/${video.id}/access`, OPEN], 200, 200, 403, 403, 403, 403, 404, 401],
  [
    "ask why someone sees it",
    () => ["GET", `/nodes/${video.id}/access/explain?membershipId=${memberId}`],
    200,
    200,
    403,
    403,
    403,
    403,
    404,
    401,
  ],
  [
    "order a project",
    () => ["PATCH", `/nodes/${project.id}`, { afterId: null }],
    200,
    200,
    403,
    403,
    403,
    403,
    404,
    401,
  ],
  ["order a video", () => ["PATCH", `/nodes/${video.id}`, { afterId: null }], 200, 200, 403, 403, 403, 403, 404, 401],
  ["move", () => ["PATCH", `/nodes/${video.id}`, { parentId: project.id }], 200, 200, 403, 403, 403, 403, 404, 401],
  [
    "hand over",
    () => ["PATCH", `/nodes/${video.id}`, { ownerMembershipId: video.ownerMembershipId }],
    200,
    200,
    403,
    403,
    403,
    403,
    404,
    401,
  ],
  ["bring back what stands", () => ["POST", `/nodes/${video.id}/restore`], 200, 200, 403, 403, 403, 403, 404, 401],
  ["rename", () => ["PATCH", `/nodes/${video.id}`, { title: "New" }], 200, 200, 403, 403, 403, 403, 404, 401],
  ["begin an upload", upload, 201, 201, 403, 403, 403, 403, 404, 401],
  ["ask about an upload", () => unknownUpload("HEAD"), 404, 404, 403, 403, 403, 403, 404, 401],
  ["go on with an upload", () => unknownUpload("PATCH"), 404, 404, 403, 403, 403, 403, 404, 401],
  ["end an upload", () => unknownUpload("DELETE"), 404, 404, 403, 403, 403, 403, 404, 401],
  ["ask what uploads can be", () => ["OPTIONS", `/nodes/${video.id}/uploads`], 204, 204, 403, 403, 403, 403, 404, 401],
  ["publish", () => ["POST", `/videos/${video.id}/publish`, {}], 200, 200, 403, 403, 403, 403, 404, 401],
  ["see a video's links", () => ["GET", `/nodes/${video.id}/shares`], 200, 200, 403, 403, 403, 403, 404, 401],
  [
    "see the workspace's links",
    () => ["GET", `/workspaces/${workspaceId}/shares`],
    200,
    200,
    200,
    200,
    200,
    403,
    404,
    401,
  ],
  ["find a link by its page", () => ["GET", `/shares?slug=${share.slug}`], 200, 200, 200, 200, 200, 200, 200, 401],
  ["read a link", () => ["GET", `/shares/${share.id}`], 200, 200, 403, 403, 403, 403, 404, 401],
  [
    "change who a link lets in",
    () => ["PATCH", `/shares/${share.id}`, { visibility: "restricted" }],
    200,
    200,
    403,
    403,
    403,
    403,
    404,
    401,
  ],
];

describe.each(TABLE)("%s", (_, call, ...statuses) => {
  it.each(ACTORS.map((actor, at) => [actor, statuses[at]] as const))("%s: %i", async (actor, status) => {
    expect(await statusOf(actor, call())).toBe(status);
  });
});

describe("what is restricted to its owner does not exist for the others", () => {
  beforeAll(async () => {
    await sql("UPDATE nodes SET everyone = 'none' WHERE id = ?", [video.id]);
    return () => sql("UPDATE nodes SET everyone = 'inherit' WHERE id = ?", [video.id]);
  });

  const calls: [string, () => Call][] = [
    ["see", () => ["GET", `/nodes/${video.id}`]],
    ["rename", () => ["PATCH", `/nodes/${video.id}`, { title: "New" }]],
    ["trash", () => ["DELETE", `/nodes/${video.id}`]],
    ["move", () => ["PATCH", `/nodes/${video.id}`, { parentId: project.id }]],
    ["hand over", () => ["PATCH", `/nodes/${video.id}`, { ownerMembershipId: memberId }]],
    ["bring back", () => ["POST", `/nodes/${video.id}/restore`]],
    ["see who has access", () => ["GET", `/nodes/${video.id}/access`]],
    ["say who has access", () => ["PUT", `/nodes/${video.id}/access`, OPEN]],
    ["ask why", () => ["GET", `/nodes/${video.id}/access/explain?membershipId=${memberId}`]],
    ["upload", upload],
    ["publish", () => ["POST", `/videos/${video.id}/publish`, {}]],
    ["see the links", () => ["GET", `/nodes/${video.id}/shares`]],
    ["read a link", () => ["GET", `/shares/${share.id}`]],
    ["change a link", () => ["PATCH", `/shares/${share.id}`, { visibility: "public" }]],
    ["end a link", () => ["DELETE", `/shares/${share.id}`]],
  ];

  it.each(calls)("%s: 404, as for one that is not there", async (_, call) => {
    for (const actor of ["developer", "creator", "viewer", "suspended", "other"] as const) {
      expect([actor, await statusOf(actor, call())]).toEqual([actor, 404]);
    }
  });

  it("nor do lists name it, save to its owner and Super Admins", async () => {
    const listed = async (actor: Actor, path: string) => {
      const { body } = await api("GET", path, { token: tokens[actor] ?? "" });
      return body.items.some((item: { id: string }) => item.id === video.id || item.id === share.id);
    };
    for (const actor of ["super_admin", "owner", "developer", "creator", "viewer"] as const) {
      const may = actor === "super_admin" || actor === "owner";
      expect([actor, await listed(actor, `/workspaces/${workspaceId}/nodes?parentId=${project.id}`)]).toEqual([
        actor,
        may,
      ]);
      expect([actor, await listed(actor, `/workspaces/${workspaceId}/shares`)]).toEqual([actor, may]);
      expect([actor, await listed(actor, `/shares?slug=${share.slug}`)]).toEqual([actor, may]);
    }
  });
});

// What destroys is tried by those who may not first, and by one who may last.
describe.each([
  ["unpublish", () => ["POST", `/videos/${video.id}/unpublish`], 200],
  ["end a link", () => ["DELETE", `/shares/${share.id}`], 204],
  ["trash", () => ["DELETE", `/nodes/${video.id}`], 204],
] as const)("%s", (_, call, allowed) => {
  it.each([
    ["developer", 403],
    ["creator", 403],
    ["viewer", 403],
    ["suspended", 403],
    ["other", 404],
    ["stranger", 401],
    ["owner", allowed],
  ] as const)("%s: %i", async (actor, status) => {
    const [method = "", path = ""] = call();
    expect(await statusOf(actor, [method, path])).toBe(status);
  });
});

async function statusOf(actor: Actor, [method, path, body, headers]: Call): Promise<number> {
  const token = tokens[actor];
  const call = { ...(token ? { token } : {}), ...(body ? { body } : {}), ...(headers ? { headers } : {}) };
  return (await api(method, path, call)).status;
}

describe("what is in the trash", () => {
  it("is listed for whoever may bring it back, and for nobody else", async () => {
    const seen = async (actor: Actor) => {
      const { body } = await api("GET", `/workspaces/${workspaceId}/trash`, { token: tokens[actor] ?? "" });
      return body.items?.some(({ id }: { id: string }) => id === video.id) ?? false;
    };
    const may = await Promise.all(ACTORS.map(async (actor) => ((await seen(actor)) ? actor : undefined)));
    expect(may.filter(Boolean)).toEqual(["super_admin", "owner"]);
  });

  it.each([
    ["developer", 404],
    ["creator", 404],
    ["viewer", 404],
    ["suspended", 404],
    ["other", 404],
    ["stranger", 401],
    ["owner", 200],
    ["super_admin", 200],
  ] as const)("bring back, %s: %i", async (actor, status) => {
    expect(await statusOf(actor, ["POST", `/nodes/${video.id}/restore`])).toBe(status);
  });
});
