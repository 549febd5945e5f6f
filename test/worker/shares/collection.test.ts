import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import type { Share, ShareRules } from "../../../shared/api/shares.ts";
import { newId } from "../../../shared/ids.ts";
import { type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { type Answer, api, type Call, request } from "../../support/client.ts";
import { itemsOn, planted, plantNodes } from "../../support/collections.ts";
import { completeVideoIn, inCollection, SURFACES } from "../../support/share-surfaces.ts";
import { tryPassword, unlock } from "../../support/unlocking.ts";
import { newFolder, newProject, playableVideo, publish, shareNode } from "../../support/videos.ts";

let space: TestWorkspace;
let token: string;
let project: ContentNode;
let folder: ContentNode;
let first: ContentNode;
let second: ContentNode;

beforeAll(async () => {
  space = await workspaceWith({ viewer: 1 });
  token = space.admin.accessToken;
  await api("PATCH", "/me", { token, body: { name: "Amélie Lacroix" } });
  project = await newProject(token, space.workspaceId, "Spring campaign");
  folder = await newFolder(token, project, "Cuts");
  first = await completeVideoIn(token, project, "Opening");
  second = await completeVideoIn(token, folder, "Final cut");
});

const share = (rules: Partial<ShareRules> = {}, nodeId = project.id) => shareNode(token, nodeId, rules);
const open = ({ slug }: Share, place = "", call: Call = {}) => request("GET", `/s/${slug}${place}`, call);
const BYTES = Object.values(SURFACES);

describe("the page of a collection", () => {
  test("says what it is, who shared it and how much there is, and leads to everything, without script", async () => {
    const { slug } = await share();
    const { text, headers } = await request("GET", `/s/${slug}`);
    expect(text).toContain('<h1 dir="auto">Spring campaign</h1>');
    expect(text).toContain("Shared by Amélie Lacroix");
    expect(text).toMatch(/2\stitles/);
    expect(text).toMatch(/<h2 id="nod_[0-9a-z]+" dir="auto">Cuts<\/h2>/);
    expect(itemsOn(text)).toEqual([first.id, second.id]);
    const poster = `/s/${slug}/poster?node=${first.id}&amp;w=640`;
    expect(text).toContain(`<img src="${poster}" alt width="640" height="360"/>`);
    expect(text).toMatch(/3\ssec/);
    expect(text).toContain('<meta name="robots" content="noindex"/>');
    expect(text).not.toMatch(/<script|<video| style="/);
    expect(headers.get("Content-Security-Policy")).toContain("default-src 'none'");
    expect(headers.get("Cache-Control")).toBe("private, no-cache");
    const known = { headers: { "If-None-Match": headers.get("ETag") ?? "" } };
    expect((await request("GET", `/s/${slug}`, known)).status).toBe(304);
  });

  test("in French, and empty", async () => {
    const empty = await newProject(token, space.workspaceId, "Vide");
    const { slug } = await share({}, empty.id);
    const { status, text } = await request("GET", `/s/${slug}`, { headers: { "Accept-Language": "fr" } });
    expect([status, itemsOn(text)]).toEqual([200, []]);
    expect(text).toContain("Il n’y a encore rien ici.");
  });

  test("weighs under 14 kB with 24 items", async () => {
    const parent = planted(null, { kind: "project" });
    const title = (n: number) => `The making of the spring collection, part ${n}, with the director's notes`;
    const items = Array.from({ length: 24 }, (_, n) => planted(parent.id, { title: title(n), duration: 60 + n }));
    const membershipId = space.members.viewer[0]?.membershipId ?? "";
    await plantNodes(space.workspaceId, membershipId, [parent, ...items]);
    const { text } = await open(await share({}, parent.id));
    expect(itemsOn(text)).toHaveLength(24);
    // Those out of sight wait with their pictures.
    expect(text.match(/<img [^>]*poster[^>]*>/g)?.map((image) => image.includes('loading="lazy"'))).toEqual([
      ...Array(6).fill(false),
      ...Array(18).fill(true),
    ]);
    expect(gzipSync(text).byteLength).toBeLessThan(14_000);
  });
});

describe("the page of an item", () => {
  test("plays it there, with a way back, the folders it stands in, and what comes before and after", async () => {
    const made = await share({ allowDownload: true });
    const { text } = await open(made, inCollection("", second.id));
    expect(text).toContain('<h1 dir="auto">Final cut</h1>');
    const address = `/s/${made.slug}`;
    for (const surface of [`/media?node=${second.id}`, `/captions/en.vtt?node=${second.id}`]) {
      expect(text).toContain(`src="${address}${surface}"`);
    }
    expect(text).toContain(`poster="${address}/poster?node=${second.id}&amp;w=1280"`);
    expect(text).toContain(`href="${address}/download?node=${second.id}"`);
    expect(text).toMatch(new RegExp(`<a class="back" href="${address}"[^>]*>Spring campaign</a>`));
    expect(text).toContain('<li><span dir="auto">Cuts</span></li>');
    expect(text).toContain(`rel="prev" href="${address}?node=${first.id}"`);
    expect(text).not.toContain('rel="next"');
    expect((await open(made, inCollection("", first.id))).text).toContain(
      `rel="next" href="${address}?node=${second.id}"`,
    );
  });

  test("of a collection that allows no downloads has none", async () => {
    const made = await share();
    expect((await open(made, inCollection("", first.id))).text).not.toContain("/download");
    expect((await open(made, inCollection("/download", first.id))).status).toBe(403);
  });
});

describe("what a share does not show", () => {
  const secrets: Record<string, string> = {};
  let narrow: () => string;

  beforeAll(async () => {
    const outside = await completeVideoIn(token, await newFolder(token, project, "Elsewhere"), "Outside");
    const restricted = await completeVideoIn(token, folder, "Restricted");
    const shut = await newFolder(token, folder, "Shut");
    const belowShut = await completeVideoIn(token, shut, "Below what is restricted");
    for (const { id } of [restricted, shut]) {
      await api("PUT", `/nodes/${id}/access`, { token, body: { everyone: "none", grants: [] } });
    }
    await api("PUT", `/nodes/${belowShut.id}/access`, { token, body: { everyone: "view", grants: [] } });
    const trashed = await completeVideoIn(token, folder, "In the trash");
    await api("DELETE", `/nodes/${trashed.id}`, { token });
    const empty = planted(folder.id, { title: "Without media" });
    await plantNodes(space.workspaceId, folder.ownerMembershipId, [empty]);
    const foreign = await workspaceWith({});
    const theirs = await playableVideo(foreign.admin.accessToken, foreign.workspaceId);
    Object.assign(secrets, {
      outside: outside.id,
      restricted: restricted.id,
      belowShut: belowShut.id,
      trashed: trashed.id,
      empty: empty.id,
      theirs: theirs.id,
    });
    narrow = () => folder.id;
  });

  const IDS: [string, () => string][] = [
    ["a video beside the shared folder", () => secrets.outside ?? ""],
    ["a restricted video in it", () => secrets.restricted ?? ""],
    ["a video below a restricted folder in it", () => secrets.belowShut ?? ""],
    ["a video in the trash", () => secrets.trashed ?? ""],
    ["a video without media", () => secrets.empty ?? ""],
    ["a video of another workspace", () => secrets.theirs ?? ""],
    ["the shared folder itself", () => folder.id],
    ["the project above it", () => project.id],
    ["nothing that exists", () => newId("node")],
    ["another kind of id", () => newId("share")],
    ["an id in capitals", () => second.id.toUpperCase()],
    ["an id and more", () => `${second.id}0`],
    ["nothing at all", () => ""],
    ["odd bytes", () => "%00%ff'--"],
  ];

  test.each(IDS)("%s: not found, as if it were not there", async (_, id) => {
    const made = await share({ allowDownload: true }, narrow());
    const unknown = { slug: "AAAAAAAAAAAAAAAAAAAAAA" } as Share;
    const page = await open(made, inCollection("", id()));
    expect([page.status, page.text]).toEqual([404, (await open(unknown)).text]);
    for (const surface of BYTES) {
      const answer = await open(made, inCollection(surface, id()));
      expect([surface, answer.status]).toEqual([surface, 404]);
      expect(alike(answer)).toEqual(alike(await open(unknown, surface)));
    }
    expect((await open(made, inCollection("", second.id))).status).toBe(200);
  });

  test.each(IDS)("%s: whoever is not let in is answered as by the share itself", async (_, id) => {
    const closed: [Partial<ShareRules>, number, number, Call?][] = [
      [{ visibility: "restricted" }, 303, 401],
      [{ visibility: "workspace" }, 303, 401],
      [{ visibility: "restricted" }, 403, 403, { token: (await outsider()).accessToken }],
      [{ visibility: "password", password: "hush hush" }, 200, 401],
    ];
    for (const [rules, page, others, call] of closed) {
      const made = await share(rules, narrow());
      const shown = await open(made, inCollection("", id()), call);
      expect([rules.visibility, shown.status]).toEqual([rules.visibility, page]);
      if (page === 200) expect(shown.text).toContain('name="password"');
      for (const surface of BYTES) {
        expect((await open(made, inCollection(surface, id()), call)).status).toBe(others);
      }
    }
    const ended = await share({}, narrow());
    await api("DELETE", `/shares/${ended.id}`, { token });
    for (const surface of ["", ...BYTES]) expect((await open(ended, inCollection(surface, id()))).status).toBe(410);
  });

  test("a collection itself has no bytes", async () => {
    const made = await share({ allowDownload: true });
    for (const surface of BYTES) expect((await open(made, surface)).body.code).toBe("not_found");
  });

  test("a video's own share shows that video alone, by its id too", async () => {
    const made = await publish(token, first.id, "public");
    for (const surface of ["", "/media", "/poster?w=640", "/captions/en.vtt"]) {
      expect((await open(made, inCollection(surface, first.id))).status).toBe(200);
      expect((await open(made, inCollection(surface, second.id))).status).toBe(404);
    }
    const { text } = await open(made, inCollection("", first.id));
    expect(text).toContain(`src="/s/${made.slug}/media"`);
    expect(text).not.toContain('class="back"');
  });

  let someone: Promise<{ accessToken: string }> | undefined;
  function outsider(): Promise<{ accessToken: string }> {
    someone ??= workspaceWith({}).then(({ admin }) => admin);
    return someone;
  }
});

test("one of few views lets see everything that day, and an id that is not there tells nobody who comes late", async () => {
  const made = await share({ maxViews: 1 });
  const page = await open(made);
  const headers = { Cookie: (page.headers.get("Set-Cookie") ?? "").split(";")[0] ?? "" };
  for (const { id } of [first, second]) {
    for (const surface of ["", "/media", "/poster?w=640"]) {
      expect((await open(made, inCollection(surface, id), { headers })).status).toBe(200);
    }
  }
  expect((await open(made, inCollection("", newId("node")), { headers })).status).toBe(404);
  const late = [first.id, newId("node"), "x"];
  for (const id of late)
    for (const surface of ["", ...BYTES]) {
      expect((await open(made, inCollection(surface, id))).status).toBe(410);
    }
  const listed = await api("GET", `/nodes/${project.id}/shares`, { token });
  expect(listed.body.items.find(({ id }: Share) => id === made.id).views).toBe(1);
});

test("a preview robot of few views sees that there is something, whatever it asks for", async () => {
  const made = await share({ maxViews: 1 });
  const robot = { headers: { "User-Agent": "Slackbot-LinkExpanding 1.0" } };
  const cards = await Promise.all(
    ["", inCollection("", first.id), inCollection("", newId("node"))].map((place) => open(made, place, robot)),
  );
  expect(new Set(cards.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(cards[0]?.text).not.toContain("Spring campaign");
});

test("the password of a collection opens its items, and leads back to the one asked for", async () => {
  const made = await share({ visibility: "password", password: "hush hush" });
  const place = inCollection("", second.id);
  const form = await open(made, place);
  expect(form.text).toContain(`action="/s/${made.slug}/unlock${place}"`);
  expect(form.text).toContain(`href="/sign-in?next=/s/${made.slug}${place}"`);
  const answer = await request("POST", `/s/${made.slug}/unlock${place}`, {
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    rawBody: "password=hush+hush",
  });
  expect([answer.status, answer.headers.get("Location")]).toEqual([303, `/s/${made.slug}${place}`]);
  expect((await tryPassword(made.slug, "wrong one")).status).toBe(401);
  const headers = { Cookie: await unlock(made.slug, "hush hush") };
  for (const surface of ["", "/media", "/poster?w=640", "/captions/en.vtt"]) {
    expect((await open(made, inCollection(surface, first.id), { headers })).status).toBe(200);
  }
});

test("signing in leads back to the item", async () => {
  const made = await share({ visibility: "restricted" });
  const place = inCollection("", second.id);
  const { status, headers } = await open(made, place);
  expect([status, headers.get("Location")]).toEqual([303, `/sign-in?next=/s/${made.slug}${place}`]);
  const form = await request("GET", headers.get("Location") ?? "");
  expect(form.text).toContain(`value="/s/${made.slug}${place}"`);
});

test("whoever has no level at the project sees no item that they may see by itself", async () => {
  const [viewer] = space.members.viewer;
  const own = await newProject(token, space.workspaceId, "Closed");
  const video = await completeVideoIn(token, own, "Granted");
  const made = await share({ visibility: "restricted" }, own.id);
  await api("PUT", `/nodes/${own.id}/access`, { token, body: { everyone: "none", grants: [] } });
  const grants = [{ membershipId: viewer?.membershipId, level: "view" }];
  await api("PUT", `/nodes/${video.id}/access`, { token, body: { everyone: "inherit", grants } });
  const call = { token: viewer?.accessToken ?? "" };
  expect((await api("GET", `/nodes/${video.id}`, call)).status).toBe(200);
  expect((await open(made, "", call)).status).toBe(403);
  expect((await open(made, inCollection("/media", video.id), call)).status).toBe(403);
});

/** A problem without the id of its request. */
function alike({ body }: Answer): object {
  return { ...body, instance: undefined };
}
