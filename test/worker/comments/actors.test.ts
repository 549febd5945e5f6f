import { beforeAll, describe, expect, it } from "vitest";
import type { Comment } from "../../../shared/api/comments.ts";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { signUp, workspaceWith } from "../../support/actors.ts";
import { api } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { newProject, newVideo } from "../../support/videos.ts";

/** Who may do what to comments; a cell is the status of the answer. `owner` made the video, `author` is a Viewer who spoke. */
const ACTORS = [
  "super_admin",
  "owner",
  "developer",
  "creator",
  "author",
  "viewer",
  "suspended",
  "other",
  "stranger",
] as const;
type Actor = (typeof ACTORS)[number];

const tokens: Partial<Record<Actor, string>> = {};
let video: ContentNode;
let project: ContentNode;
/** A thread of the author's, made anew for each call. */
let said: Comment;

beforeAll(async () => {
  const made = await workspaceWith({ developer: 1, creator: 2, viewer: 3 });
  const { developer, creator, viewer } = made.members;
  const of = (actor: { accessToken: string } | undefined) => actor?.accessToken ?? "";
  Object.assign(tokens, {
    super_admin: of(made.admin),
    owner: of(creator[0]),
    developer: of(developer[0]),
    creator: of(creator[1]),
    author: of(viewer[0]),
    viewer: of(viewer[1]),
    suspended: of(viewer[2]),
    other: of(await signUp()),
  });
  await api("PATCH", `/workspaces/${made.workspaceId}/members/${viewer[2]?.membershipId}`, {
    token: of(made.admin),
    body: { status: "suspended" },
  });
  project = await newProject(tokens.owner ?? "", made.workspaceId);
  video = await newVideo(tokens.owner ?? "", project);
});

async function say(who: Actor): Promise<Comment> {
  const token = tokens[who] ?? "";
  const answer = await api<Comment>("POST", `/videos/${video.id}/comments`, { token, body: { body: "Longer" } });
  expect(answer.status).toBe(201);
  return answer.body;
}

type Row = [what: string, call: () => [string, string, object?], ...statuses: number[]];

//                                                              super own  dev  crea auth view susp othr strngr
const TABLE: Row[] = [
  ["list", () => ["GET", `/videos/${video.id}/comments`], 200, 200, 200, 200, 200, 200, 403, 404, 401],
  [
    "comment",
    () => ["POST", `/videos/${video.id}/comments`, { body: "Mine" }],
    201,
    201,
    201,
    201,
    201,
    201,
    403,
    404,
    401,
  ],
  [
    "answer",
    () => ["POST", `/videos/${video.id}/comments`, { body: "Yes", parentId: said.id }],
    201,
    201,
    201,
    201,
    201,
    201,
    403,
    404,
    401,
  ],
  [
    "change the words",
    () => ["PATCH", `/comments/${said.id}`, { body: "New" }],
    403,
    403,
    403,
    403,
    200,
    403,
    403,
    404,
    401,
  ],
  ["resolve", () => ["PATCH", `/comments/${said.id}`, { resolved: true }], 200, 200, 403, 403, 200, 403, 403, 404, 401],
  ["delete", () => ["DELETE", `/comments/${said.id}`], 204, 204, 403, 403, 204, 403, 403, 404, 401],
  [
    "list those of a project",
    () => ["GET", `/videos/${project.id}/comments`],
    404,
    404,
    404,
    404,
    404,
    404,
    403,
    404,
    401,
  ],
];

describe.each(TABLE)("%s", (_, call, ...statuses) => {
  it.each(ACTORS.map((actor, at) => [actor, statuses[at]] as const))("%s: %i", async (actor, status) => {
    said = await say("author");
    expect(await statusOf(actor, call())).toBe(status);
  });
});

describe("of a video restricted to its owner", () => {
  it.each(TABLE.slice(0, -1).map(([what, call]) => [what, call] as const))(
    "%s: 404, as of one that is not there, to its author too",
    async (_, call) => {
      await sql("UPDATE nodes SET everyone = 'inherit' WHERE id = ?", [video.id]);
      said = await say("author");
      await sql("UPDATE nodes SET everyone = 'none' WHERE id = ?", [video.id]);
      for (const actor of ["developer", "creator", "author", "viewer", "suspended", "other"] as const)
        expect([actor, await statusOf(actor, call())]).toEqual([actor, 404]);
    },
  );
});

async function statusOf(actor: Actor, [method, path, body]: [string, string, object?]): Promise<number> {
  const token = tokens[actor];
  return (await api(method, path, { ...(token ? { token } : {}), ...(body ? { body } : {}) })).status;
}
