import { beforeAll, describe, expect, it } from "vitest";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { signUp, workspaceWith } from "../../support/actors.ts";
import { api } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { fixture, newProject, newVideo } from "../../support/videos.ts";
import { HELLO, putCaptions } from "./put-captions.ts";

/** Who may do what to captions and posters; a cell is the status of the answer. `owner` made the video. */
const ACTORS = ["super_admin", "owner", "developer", "creator", "viewer", "suspended", "other", "stranger"] as const;
type Actor = (typeof ACTORS)[number];

const tokens: Partial<Record<Actor, string>> = {};
let video: ContentNode;
let picture: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  const made = await workspaceWith({ developer: 1, creator: 2, viewer: 2 });
  const { developer, creator, viewer } = made.members;
  const of = (actor: { accessToken: string } | undefined) => actor?.accessToken ?? "";
  const owner = of(creator[0]);
  Object.assign(tokens, {
    super_admin: of(made.admin),
    owner,
    developer: of(developer[0]),
    creator: of(creator[1]),
    viewer: of(viewer[0]),
    suspended: of(viewer[1]),
    other: of(await signUp()),
  });
  await api("PATCH", `/workspaces/${made.workspaceId}/members/${viewer[1]?.membershipId}`, {
    token: of(made.admin),
    body: { status: "suspended" },
  });
  video = await newVideo(owner, await newProject(owner, made.workspaceId));
  await putCaptions(owner, video.id, "en", HELLO);
  picture = new Uint8Array(await fixture("picture.png"));
});

type Call = [method: string, path: string, type?: string, body?: string | Uint8Array<ArrayBuffer>];
type Row = [what: string, call: () => Call, ...statuses: number[]];

//                                                                              super own  dev  crea view susp othr strngr
const TABLE: Row[] = [
  ["list", () => ["GET", `/videos/${video.id}/captions`], 200, 200, 200, 200, 200, 403, 404, 401],
  ["read", () => ["GET", `/videos/${video.id}/captions/en`], 200, 200, 200, 200, 200, 403, 404, 401],
  ["put", () => ["PUT", `/videos/${video.id}/captions/en`, "text/vtt", HELLO], 200, 200, 403, 403, 403, 403, 404, 401],
  ["delete", () => ["DELETE", `/videos/${video.id}/captions/fr`], 404, 404, 403, 403, 403, 403, 404, 401],
  [
    "a poster",
    () => ["PUT", `/nodes/${video.id}/poster?width=640`, "image/png", picture],
    // The first makes it, the next replaces it.
    201,
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

describe("a member with edit, and a Viewer with a grant of edit", () => {
  beforeAll(() => sql("UPDATE nodes SET everyone = 'edit' WHERE id = ?", [video.id]));

  it.each([
    ["creator", 201, 200],
    ["viewer", 403, 403],
  ] as const)("%s: %i and %i", async (actor, captions, poster) => {
    expect(await statusOf(actor, ["PUT", `/videos/${video.id}/captions/de`, "text/vtt", HELLO])).toBe(captions);
    expect(await statusOf(actor, ["PUT", `/nodes/${video.id}/poster?width=640`, "image/png", picture])).toBe(poster);
  });
});

describe("of a video restricted to its owner", () => {
  beforeAll(() => sql("UPDATE nodes SET everyone = 'none' WHERE id = ?", [video.id]));

  it.each(TABLE.map(([what, call]) => [what, call] as const))(
    "%s: 404, as of one that is not there",
    async (_, call) => {
      for (const actor of ["developer", "creator", "viewer", "suspended", "other"] as const) {
        expect([actor, await statusOf(actor, call())]).toEqual([actor, 404]);
      }
    },
  );
});

async function statusOf(actor: Actor, [method, path, type, rawBody]: Call): Promise<number> {
  const token = tokens[actor];
  const headers = type ? { headers: { "Content-Type": type } } : {};
  return (await api(method, path, { ...(token ? { token } : {}), ...headers, ...(rawBody ? { rawBody } : {}) })).status;
}
