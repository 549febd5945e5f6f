import { beforeAll, describe, expect, test } from "vitest";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import { type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { type Answer, api, type Call } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { newFolder, newProject, newVideo, playableVideo, shareNode } from "../../support/videos.ts";
import { register } from "../../support/webhook-receiver.ts";

/** What two people may change at once, how it is changed to its nth state, and how that is seen. */
type Thing = {
  name: string;
  path: () => string;
  method: "PATCH" | "PUT";
  nth: (n: number) => Pick<Call, "body" | "rawBody" | "headers">;
  bears: (n: number, read: Answer) => boolean;
};

const ROUNDS = 4;
const LEVELS = ["view", "edit", "none"];
const VTT = { "Content-Type": "text/vtt" };

let space: TestWorkspace;
let editors: [one: string, other: string];
let viewer: string;
let project: ContentNode;
let video: ContentNode;
let shareId: string;
let webhookId: string;

const ofWorkspace = (path = "") => `/workspaces/${space.workspaceId}${path}`;
const cue = (n: number) => `WEBVTT\n\n00:00.500 --> 00:01.500\nNumber ${n}.\n`;

const THINGS: Thing[] = [
  {
    name: "a workspace",
    path: () => ofWorkspace(),
    method: "PATCH",
    nth: (n) => ({ body: { name: `Number ${n}.` } }),
    bears: (n, { body }) => body.name === `Number ${n}.`,
  },
  {
    name: "a plan",
    path: () => ofWorkspace("/plan"),
    method: "PUT",
    nth: (n) => ({ body: { seats: 100 + n } }),
    bears: (n, { body }) => body.seats === 100 + n,
  },
  {
    name: "a node",
    path: () => `/nodes/${video.id}`,
    method: "PATCH",
    nth: (n) => ({ body: { title: `Number ${n}.` } }),
    bears: (n, { body }) => body.title === `Number ${n}.`,
  },
  {
    name: "access",
    path: () => `/nodes/${project.id}/access`,
    method: "PUT",
    nth: (n) => ({ body: { everyone: LEVELS[n % LEVELS.length], grants: [] } }),
    bears: (n, { body }) => body.everyone === LEVELS[n % LEVELS.length],
  },
  {
    name: "a share",
    path: () => `/shares/${shareId}`,
    method: "PATCH",
    nth: (n) => ({ body: { label: `Number ${n}.` } }),
    bears: (n, { body }) => body.label === `Number ${n}.`,
  },
  {
    name: "an invite link",
    path: () => ofWorkspace("/invite-link"),
    method: "PUT",
    nth: (n) => ({ body: { role: "viewer", maxUses: 1 + n } }),
    bears: (n, { body }) => body.maxUses === 1 + n,
  },
  {
    name: "a webhook",
    path: () => ofWorkspace(`/webhooks/${webhookId}`),
    method: "PATCH",
    nth: (n) => ({ body: { url: `http://127.0.0.1:9/${n}` } }),
    bears: (n, { body }) => body.url === `http://127.0.0.1:9/${n}`,
  },
  {
    name: "captions",
    path: () => `/videos/${video.id}/captions/en`,
    method: "PUT",
    nth: (n) => ({ rawBody: cue(n), headers: VTT }),
    bears: (n, { text }) => text.includes(`Number ${n}.`),
  },
  {
    name: "chapters",
    path: () => `/videos/${video.id}/captions/en?kind=chapters`,
    method: "PUT",
    nth: (n) => ({ rawBody: cue(n), headers: VTT }),
    bears: (n, { text }) => text.includes(`Number ${n}.`),
  },
];

beforeAll(async () => {
  space = await workspaceWith({ super_admin: 1, viewer: 1 });
  editors = [space.admin.accessToken, space.members.super_admin[0]?.accessToken ?? ""];
  viewer = space.members.viewer[0]?.accessToken ?? "";
  const [token] = editors;
  video = await playableVideo(token, space.workspaceId);
  project = await newProject(token, space.workspaceId);
  shareId = (await shareNode(token, video.id)).id;
  webhookId = (await register({ token, workspaceId: space.workspaceId }, "http://127.0.0.1:9/", ["member.ended"])).id;
  for (const thing of THINGS) expect((await put(thing, 0)).status).toBeLessThan(300);
});

const read = ({ path }: Pick<Thing, "path">, headers: Record<string, string> = {}, token = editors[0]) =>
  api("GET", path(), { token, headers });
const tagOf = ({ headers }: Answer) => headers.get("ETag") ?? "";
const tagNow = async (thing: Pick<Thing, "path">) => tagOf(await read(thing));
const put = (thing: Thing, n: number, ifMatch?: string, token = editors[0]) => {
  const { headers, ...call } = thing.nth(n);
  return api(thing.method, thing.path(), {
    ...call,
    token,
    headers: { ...headers, ...(ifMatch === undefined ? {} : { "If-Match": ifMatch }) },
  });
};
const refusal = ({ status, body }: Answer) => [status, body.code];
const REFUSED = [412, "precondition_failed"];

describe.each(THINGS)("$name", (thing) => {
  test("has a strong tag; whoever has it is answered 304, without a body", async () => {
    const first = await read(thing);
    const tag = tagOf(first);
    expect(tag).toMatch(/^"[\w.-]+"$/);
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`, "*"]) {
      const again = await read(thing, { "If-None-Match": known });
      expect([known, again.status, again.text, tagOf(again)]).toEqual([known, 304, "", tag]);
    }
    const other = await read(thing, { "If-None-Match": '"other"' });
    expect([other.status, other.text]).toEqual([200, first.text]);
    // A proxy that encodes it anew makes a tag weak.
    expect(first.headers.get("Cache-Control")).toContain("no-transform");
  });

  test("is changed where the tag that was read is the one there, and says the new one", async () => {
    const before = await tagNow(thing);
    const changed = await put(thing, 1, before);
    expect(changed.status).toBe(200);
    expect(tagOf(changed)).not.toBe(before);
    expect(await tagNow(thing)).toBe(tagOf(changed));
    expect((await put(thing, 2, `"other", ${tagOf(changed)}`)).status).toBe(200);
    expect((await put(thing, 3, "*")).status).toBe(200);
    expect((await put(thing, 4)).status).toBe(200);
    expect(thing.bears(4, await read(thing))).toBe(true);
  });

  test("is not written over where someone has changed it", async () => {
    const seen = await tagNow(thing);
    expect((await put(thing, 5, undefined, editors[1])).status).toBe(200);
    const theirs = await read(thing);
    for (const tag of [seen, '"other"', `W/${tagOf(theirs)}`, "other"]) {
      expect([tag, ...refusal(await put(thing, 6, tag))]).toEqual([tag, ...REFUSED]);
    }
    // Nor is it where nothing would change.
    expect(refusal(await put(thing, 5, seen))).toEqual(REFUSED);
    const after = await read(thing);
    expect([after.text, tagOf(after)]).toEqual([theirs.text, tagOf(theirs)]);
  });

  test("changed by two at once who saw the same is as one of them made it, and the other is told", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const [mine, theirs] = [7 + 2 * round, 8 + 2 * round];
      expect((await put(thing, mine - 1)).status).toBeLessThan(300);
      const seen = await tagNow(thing);
      const answers = await Promise.all([put(thing, mine, seen), put(thing, theirs, seen, editors[1])]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
      const kept = answers[0]?.status === 200 ? mine : theirs;
      expect(thing.bears(kept, await read(thing))).toBe(true);
    }
  });

  test("says first that one may not: a tag opens nothing and tells nothing", async () => {
    // One that the viewer may see.
    await put(thing, 9);
    const seen = await tagNow(thing);
    for (const tag of [seen, '"other"', "*"]) {
      expect((await put(thing, 10, tag, viewer)).status).toBe(403);
    }
  });
});

describe("a tag", () => {
  const node = (nodeId: string) => ({ path: () => `/nodes/${nodeId}` });
  const change = (path: string, body: object, ifMatch: string, token = editors[0]) =>
    api("PATCH", path, { token, body, headers: { "If-Match": ifMatch } });

  test("tells a reader when their own level or abilities change, and changes none of it", async () => {
    const home = await workspaceWith({ viewer: 1 });
    const [{ accessToken, membershipId } = { accessToken: "", membershipId: "" }] = home.members.viewer;
    const made = await newProject(home.admin.accessToken, home.workspaceId);
    const paths = [`/nodes/${made.id}`, `/workspaces/${home.workspaceId}`];
    const tags = await Promise.all(paths.map(async (path) => tagOf(await api("GET", path, { token: accessToken }))));
    await api("PUT", `/nodes/${made.id}/access`, {
      token: home.admin.accessToken,
      body: { everyone: "view", grants: [{ membershipId, level: "edit" }] },
    });
    await api("PATCH", `/workspaces/${home.workspaceId}/members/${membershipId}`, {
      token: home.admin.accessToken,
      body: { role: "creator" },
    });
    for (const [at, path] of paths.entries()) {
      const headers = { "If-None-Match": tags[at] ?? "" };
      expect([path, (await api("GET", path, { token: accessToken, headers })).status]).toEqual([path, 200]);
    }
    expect((await change(paths[0] ?? "", { title: "Mine" }, tags[0] ?? "", accessToken)).status).toBe(200);
  });

  test("of a node stays what it is when captions are put, and moves with its place", async () => {
    const [token] = editors;
    const folder = await newFolder(token, project);
    const [first, second] = [await newVideo(token, folder), await newVideo(token, folder)];
    const seen = await tagNow(node(first.id));
    await api("PUT", `/videos/${first.id}/captions/en`, { token, rawBody: cue(1), headers: VTT });
    expect((await change(`/nodes/${first.id}`, { title: "Named" }, seen)).status).toBe(200);
    const named = await tagNow(node(first.id));
    expect((await change(`/nodes/${first.id}`, { afterId: null }, named)).status).toBe(200);
    expect(refusal(await change(`/nodes/${first.id}`, { afterId: second.id }, named))).toEqual(REFUSED);
  });

  test("of a share moves with its password, and not with its views", async () => {
    const { id } = await shareNode(editors[0], video.id, { visibility: "password", password: "kovu-teba" });
    const seen = await tagNow({ path: () => `/shares/${id}` });
    await sql("UPDATE shares SET views = views + 1 WHERE id = ?", [id]);
    expect((await change(`/shares/${id}`, { password: "lomi-saru" }, seen)).status).toBe(200);
    expect(refusal(await change(`/shares/${id}`, { password: "bado-riko" }, seen))).toEqual(REFUSED);
  });

  test("of access moves when a request was granted", async () => {
    const path = `/nodes/${project.id}/access`;
    const seen = await tagNow({ path: () => path });
    const membershipId = space.members.viewer[0]?.membershipId ?? "";
    await sql("INSERT INTO grants (node_id, membership_id, level) VALUES (?, ?, 'view')", [project.id, membershipId]);
    const body = { everyone: "view", grants: [] };
    expect(refusal(await api("PUT", path, { token: editors[0], body, headers: { "If-Match": seen } }))).toEqual(
      REFUSED,
    );
    expect((await api("GET", path, { token: editors[0] })).body.grants).toEqual([{ membershipId, level: "view" }]);
  });

  test("is said of what was just made, too", async () => {
    const [token] = editors;
    const body = { kind: "project", title: "Fresh" };
    const made = await api("POST", ofWorkspace("/nodes"), { token, body });
    expect(tagOf(made)).toBe(await tagNow(node(made.body.id)));
    expect((await change(`/nodes/${made.body.id}`, { title: "Old" }, tagOf(made))).status).toBe(200);
  });
});

describe("what is taken away", () => {
  const takeAway = (path: string, ifMatch: string, token = editors[0]) =>
    api("DELETE", path, { token, headers: { "If-Match": ifMatch } });

  test.each(["captions", "chapters", "an invite link"])("%s: what was seen and nothing else", async (name) => {
    const thing = THINGS.find((one) => one.name === name) as Thing;
    const seen = await tagNow(thing);
    await put(thing, 31);
    expect(refusal(await takeAway(thing.path(), seen))).toEqual(REFUSED);
    expect(thing.bears(31, await read(thing))).toBe(true);
    const tag = await tagNow(thing);
    const both = await Promise.all([put(thing, 32, tag), takeAway(thing.path(), tag, editors[1])]);
    expect(both.filter(({ status }) => status < 300)).toHaveLength(1);
    expect(both.filter(({ status }) => status === 412 || status === 404)).toHaveLength(1);
    await put(thing, 33);
    expect((await takeAway(thing.path(), await tagNow(thing))).status).toBe(204);
    expect((await takeAway(thing.path(), tag)).status).toBe(404);
  });

  test.each(["captions", "chapters", "an invite link"])(
    "%s: where there are none, no version is there",
    async (name) => {
      const thing = THINGS.find((one) => one.name === name) as Thing;
      for (const tag of ["*", '"other"']) expect(refusal(await put(thing, 34, tag))).toEqual(REFUSED);
      expect((await read(thing)).status).toBe(404);
      await put(thing, 35);
    },
  );
});
