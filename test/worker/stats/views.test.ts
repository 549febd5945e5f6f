import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Share } from "../../../shared/api/shares.ts";
import { RATE_LIMITS, VIEWERS_KEPT, VIEWERS_PER_NETWORK } from "../../../shared/limits.ts";
import type { Stretch } from "../../../shared/watch/stretches.ts";
import { isViewersOnly } from "../../../worker/shares/viewers-only.ts";
import { forgetViewers } from "../../../worker/stats/forget-viewers.ts";
import { dayText, utcDay } from "../../../worker/stats/utc-day.ts";
import { viewerOf } from "../../../worker/stats/viewer-of.ts";
import { type MemberActor, newNetwork, signUp, type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { newKey } from "../../support/api-keys.ts";
import { BROWSER } from "../../support/browser-agent.ts";
import { request } from "../../support/client.ts";
import { planted, plantNodes } from "../../support/collections.ts";
import { sql } from "../../support/database.ts";
import { serviceJob } from "../../support/service-job.ts";
import { filledMedia, fixture, newProject, publish, shareNode, uploadBytes } from "../../support/videos.ts";
import { readStats, retentionOf, tellWatched } from "../../support/watching.ts";

const DAY = 24 * 60 * 60 * 1_000;
const LENGTH = 12;

let space: TestWorkspace;
let token: string;
let projectId: string;
let ownerId: string;

beforeAll(async () => {
  space = await workspaceWith({ developer: 1, creator: 1, viewer: 1 });
  token = space.admin.accessToken;
  const project = await newProject(token, space.workspaceId);
  [projectId, ownerId] = [project.id, project.ownerMembershipId];
});

/** A public share of a video of twelve seconds, of which nobody has watched any. */
async function video(duration = LENGTH): Promise<Share> {
  const node = planted(projectId, { duration });
  await plantNodes(space.workspaceId, ownerId, [node]);
  return publish(token, node.id, "public");
}

const totalOf = async ({ nodeId }: Share) => (await readStats(token, nodeId)).totalViews;
const keptOf = ({ nodeId }: Share) => sql("SELECT * FROM day_viewers WHERE node_id = ?", [nodeId]);
const ones = (...stretches: Stretch[]) =>
  Array.from({ length: LENGTH }, (_, at) => stretches.filter(([from, to]) => from <= at && at < to).length);

describe("a view", () => {
  test("is one viewer on one day, however often their page tells of it", async () => {
    const share = await video();
    const anna = { network: newNetwork() };
    for (const watched of [[[0, 4]], [[0, 4]], [[0, 9]]] as [number, number][][]) {
      expect((await tellWatched(share, anna, watched)).status).toBe(204);
    }
    expect(await totalOf(share)).toBe(1);
    await tellWatched(share, { ...anna, agent: BROWSER.replace("Windows NT 10.0", "X11; Linux") });
    await tellWatched(share, { network: newNetwork() });
    expect(await totalOf(share)).toBe(3);
  });

  test("is a person's, from whatever network, where they are signed in", async () => {
    const share = await video();
    const [viewer] = space.members.viewer as [MemberActor];
    for (const network of [newNetwork(), newNetwork()])
      await tellWatched(share, { token: viewer.accessToken, network });
    await tellWatched(share, { token: (await signUp()).accessToken });
    expect(await totalOf(share)).toBe(2);
  });

  test("is another on another day", async () => {
    const share = await video();
    const anna = { network: newNetwork() };
    await tellWatched(share, anna, [[0, 5]]);
    await sql("UPDATE day_viewers SET day = day - 1 WHERE node_id = ?", [share.nodeId]);
    await sql("UPDATE view_days SET day = day - 1 WHERE node_id = ?", [share.nodeId]);
    await tellWatched(share, anna, [[0, 3]]);
    const today = utcDay(Date.now());
    const { views, totalViews, retention } = await readStats(token, share.nodeId);
    expect(views).toEqual([
      { day: dayText(today - 1), views: 1 },
      { day: dayText(today), views: 1 },
    ]);
    expect(totalViews).toBe(2);
    expect(retention.map(({ viewers }) => viewers)).toEqual(ones([0, 5], [0, 3]));
  });

  test("of two told of at once is counted once, and so is each second", async () => {
    const share = await video();
    const anna = { network: newNetwork() };
    const told: Stretch[] = Array.from({ length: 6 }, (_, at) => [at, at + 6]);
    const answers = await Promise.all([...told, ...told].map((one) => tellWatched(share, anna, [one])));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 204));
    expect(await totalOf(share)).toBe(1);
    expect(await retentionOf(token, share.nodeId)).toEqual(ones([0, 11]));
  });

  test("of many at once is one for each", async () => {
    const share = await video();
    await Promise.all(Array.from({ length: 10 }, () => tellWatched(share, { network: newNetwork() }, [[2, 4]])));
    expect(await totalOf(share)).toBe(10);
    expect((await retentionOf(token, share.nodeId)).slice(1, 5)).toEqual([0, 10, 10, 0]);
  });
});

describe("retention", () => {
  test("is how many watched each second, whatever they told and in which order", async () => {
    const stretch = fc.tuple(fc.nat(LENGTH - 1), fc.integer({ min: 1, max: LENGTH })).filter(([from, to]) => from < to);
    const told = fc.array(
      fc.record({ who: fc.constantFrom("a", "b", "c"), watched: fc.array(stretch, { minLength: 1, maxLength: 4 }) }),
      { minLength: 1, maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(told, async (all) => {
        const share = await video();
        const networks: Record<string, string> = { a: newNetwork(), b: newNetwork(), c: newNetwork() };
        const seen = new Map<string, Set<number>>();
        for (const { who, watched } of all) {
          expect((await tellWatched(share, { network: networks[who] ?? "" }, watched)).status).toBe(204);
          const seconds = seen.get(who) ?? new Set();
          for (const [from, to] of watched) for (let at = from; at < to; at += 1) seconds.add(at);
          seen.set(who, seconds);
        }
        const counts = Array.from(
          { length: LENGTH },
          (_, at) => [...seen.values()].filter((one) => one.has(at)).length,
        );
        expect(await retentionOf(token, share.nodeId)).toEqual(counts);
        expect(await totalOf(share)).toBe(seen.size);
      }),
      { numRuns: 5 },
    );
  });

  test("is of one upload: a new one begins anew, and what is told of the one before is a view and no more", async () => {
    const { id } = await filledMedia(token, space.workspaceId, { kind: "video", name: "clip.mp4" });
    const share = await publish(token, id, "public");
    const anna = { network: newNetwork() };
    await tellWatched(share, anna, [[0, 1]]);
    const first = await readStats(token, id);
    expect([first.version, first.retention[0]]).toEqual([1, { second: 0, viewers: 1 }]);
    await uploadBytes(token, id, await fixture("long.mp4"));
    await expect
      .poll(async () => (await tellWatched(share, { network: newNetwork() }, [[80, 90]], { version: 2 })).status)
      .toBe(204);
    await tellWatched(share, { network: newNetwork() }, [[0, 1]], { version: 1 });
    await tellWatched(share, anna, [[0, 2]], { version: 2 });
    const { version, retention, totalViews } = await readStats(token, id);
    expect([version, totalViews, retention.length]).toEqual([2, 3, 90]);
    expect([0, 1, 2, 79, 80, 89].map((at) => retention[at]?.viewers)).toEqual([1, 1, 0, 0, 1, 1]);
  });

  test("of a moment beyond the end is refused; the last one may be rounded up", async () => {
    const share = await video(11.6);
    expect((await tellWatched(share, {}, [[10, 13]])).status).toBe(204);
    const { status, body } = await tellWatched(share, {}, [
      [0, 1],
      [10, 14],
    ]);
    expect([status, body.code, body.errors[0].pointer]).toEqual([400, "invalid_request", "/watched/1/1"]);
    expect(await totalOf(share)).toBe(1);
    expect(await retentionOf(token, share.nodeId)).toEqual(ones([10, 12]));
  });
});

describe("not counted", () => {
  const ROBOTS = {
    "a search engine": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "a preview robot": "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "a script": "python-requests/2.32",
    "a browser without a person": BROWSER.replace("Chrome/", "HeadlessChrome/"),
    "the nameless": "",
  };

  test.each(Object.entries(ROBOTS))("%s, and it is not told", async (_, agent) => {
    const share = await video();
    expect((await tellWatched(share, { agent })).status).toBe(204);
    expect(await totalOf(share)).toBe(0);
    expect(await keptOf(share)).toEqual([]);
    expect((await tellWatched(share, {})).status).toBe(204);
    expect(await totalOf(share)).toBe(1);
  });

  test("what is asked for ahead", async () => {
    const share = await video();
    const headers = { "User-Agent": BROWSER, "Sec-Purpose": "prefetch" };
    const body = { version: 1, watched: [[0, 1]] };
    expect((await request("POST", `/s/${share.slug}/views`, { headers, body })).status).toBe(204);
    expect(await totalOf(share)).toBe(0);
  });

  test("who may edit it; a viewer of the same workspace is", async () => {
    const share = await video();
    const [viewer] = space.members.viewer as [MemberActor];
    expect((await tellWatched(share, { token })).status).toBe(204);
    expect(await totalOf(share)).toBe(0);
    await tellWatched(share, { token: viewer.accessToken });
    expect(await totalOf(share)).toBe(1);
  });

  test("a program: no key may tell, and nothing is counted", async () => {
    const share = await video();
    const [developer] = space.members.developer as [MemberActor];
    const { key } = await newKey(developer.accessToken, space.workspaceId, ["content:read", "reviews:write"]);
    const { status, body } = await tellWatched(share, { token: key });
    expect([status, body.code]).toEqual([403, "insufficient_scope"]);
    expect(await totalOf(share)).toBe(0);
  });
});

describe("a flood", () => {
  test("from one network, under any number of names, is so many viewers and no more", async () => {
    const share = await video();
    const network = newNetwork();
    const names = Array.from({ length: VIEWERS_PER_NETWORK + 10 }, (_, at) => `${BROWSER} v/${at}`);
    const statuses = await Promise.all(
      names.map(async (agent) => (await tellWatched(share, { network, agent }, [[0, LENGTH]])).status),
    );
    const counted = statuses.filter((status) => status === 204).length;
    expect(counted).toBe(VIEWERS_PER_NETWORK);
    expect(statuses.filter((status) => status === 429)).toHaveLength(names.length - counted);
    expect(await totalOf(share)).toBe(counted);
    expect(Math.max(...(await retentionOf(token, share.nodeId)))).toBe(counted);
    const refused = await tellWatched(share, { network, agent: BROWSER });
    expect([refused.body.code, Number(refused.headers.get("Retry-After")) > 0]).toEqual(["rate_limited", true]);
    // Neither other networks nor other videos feel it.
    expect((await tellWatched(share, { network: newNetwork() })).status).toBe(204);
    expect((await tellWatched(await video(), { network })).status).toBe(204);
    expect(await totalOf(share)).toBe(counted + 1);
  });

  test("by one viewer bends nothing, and what says nothing new writes nothing", async () => {
    const share = await video();
    const anna = { network: newNetwork() };
    await tellWatched(share, anna, [[0, 8]]);
    const before = await keptOf(share);
    await Promise.all(Array.from({ length: 40 }, (_, at) => tellWatched(share, anna, [[at % 8, 8]])));
    expect(await keptOf(share)).toEqual(before);
    expect(await retentionOf(token, share.nodeId)).toEqual(ones([0, 8]));
  });

  test("by one person who is signed in is held to theirs", async () => {
    const share = await video();
    const { accessToken } = await signUp();
    const count = RATE_LIMITS.watchedPerUserAndVideo.limit + 5;
    const answers = await Promise.all(Array.from({ length: count }, () => tellWatched(share, { token: accessToken })));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5);
    expect(await totalOf(share)).toBe(1);
  });

  test("leaves what is kept of the page as it is", async () => {
    const { slug } = await video();
    expect(isViewersOnly(`/s/${slug}/views`)).toBe(true);
  });

  test("of ever more places in what is watched ends where nobody jumps about so much", async () => {
    const share = await video(3_000);
    const anna = { network: newNetwork() };
    for (let from = 0; from < 1_200; from += 200) {
      const every = Array.from({ length: 100 }, (_, at): Stretch => [from + 2 * at, from + 2 * at + 1]);
      expect((await tellWatched(share, anna, every)).status).toBe(204);
    }
    const [row] = await keptOf(share);
    expect(JSON.parse(String(row?.watched))).toHaveLength(500);
    expect((await retentionOf(token, share.nodeId)).filter((viewers) => viewers === 1)).toHaveLength(500);
  });
});

describe("what is told", () => {
  const bodies: [string, unknown, string][] = [
    ["nothing", undefined, ""],
    ["no stretch", { version: 1, watched: [] }, "/watched"],
    ["no version", { watched: [[0, 1]] }, "/version"],
    ["version 0", { version: 0, watched: [[0, 1]] }, "/version"],
    ["an end before its beginning", { version: 1, watched: [[3, 2]] }, "/watched/0"],
    ["a moment before the beginning", { version: 1, watched: [[-1, 2]] }, "/watched/0/0"],
    ["half a second", { version: 1, watched: [[0.5, 2]] }, "/watched/0/0"],
    ["a text", { version: 1, watched: [["0", 2]] }, "/watched/0/0"],
    ["three numbers", { version: 1, watched: [[0, 2, 3]] }, "/watched/0/2"],
    ["who they are", { version: 1, watched: [[0, 1]], viewer: "me" }, "/viewer"],
    ["too many stretches", { version: 1, watched: Array.from({ length: 201 }, (_, at) => [at, at + 1]) }, "/watched"],
  ];

  test.each(bodies)("%s: 400", async (_, body, pointer) => {
    const { slug } = await theShare();
    const answer = await request("POST", `/s/${slug}/views`, { body, headers: { "User-Agent": BROWSER } });
    expect([answer.status, answer.body.code, answer.body.errors[0].pointer]).toEqual([400, "invalid_request", pointer]);
  });

  test("no JSON: 400; another type: 415; too much: 413; from another site: 403", async () => {
    const { slug } = await theShare();
    const send = (rawBody: string, headers: Record<string, string>) =>
      request("POST", `/s/${slug}/views`, { rawBody, headers: { "User-Agent": BROWSER, ...headers } });
    const json = { "Content-Type": "application/json" };
    const good = JSON.stringify({ version: 1, watched: [[0, 1]] });
    expect((await send("{", json)).body.code).toBe("invalid_request");
    expect((await send(good, { "Content-Type": "text/plain" })).body.code).toBe("unsupported_media_type");
    expect((await send(good + " ".repeat(8 * 1024), json)).body.code).toBe("payload_too_large");
    expect((await send(good, { ...json, Origin: "https://elsewhere.example" })).body.code).toBe("origin_not_allowed");
    expect(await totalOf(await theShare())).toBe(0);
  });

  let shared: Promise<Share> | undefined;
  const theShare = () => {
    shared ??= video();
    return shared;
  };
});

describe("who is kept", () => {
  test("is a digest, without address or agent, until an hour after the day", async () => {
    const share = await video();
    const network = newNetwork();
    await tellWatched(share, { network });
    const [row] = await keptOf(share);
    for (const kept of [row?.viewer, row?.network]) expect(kept).toMatch(/^[\w-]{22}$/);
    expect(JSON.stringify(row)).not.toContain(network);
    const other = await video();
    await tellWatched(other, { network });
    const [there] = await keptOf(other);
    expect([there?.viewer === row?.viewer, there?.network === row?.network]).toEqual([false, false]);
    const ends = (utcDay(Date.now()) + 1) * DAY;
    await forgetViewers({ ...serviceJob(), now: ends + VIEWERS_KEPT - 1 });
    expect(await keptOf(share)).toHaveLength(1);
    await forgetViewers({ ...serviceJob(), now: ends + VIEWERS_KEPT });
    expect(await keptOf(share)).toEqual([]);
    expect(await totalOf(share)).toBe(1);
  });

  test("is nobody known on another day, of another video, or by another secret", async () => {
    const ctx = { ...serviceJob(), network: "192.0.2.1", userAgent: BROWSER };
    const here = { nodeId: "nod_1", day: 20_000, userId: undefined };
    const viewer = async (who: typeof ctx, viewing: Parameters<typeof viewerOf>[1]) =>
      (await viewerOf(who, viewing)).viewer;
    const digests = await Promise.all([
      viewer(ctx, here),
      viewer(ctx, { ...here, day: 20_001 }),
      viewer(ctx, { ...here, nodeId: "nod_2" }),
      viewer(ctx, { ...here, userId: "usr_1" }),
      viewer({ ...ctx, network: "192.0.2.2" }, here),
      viewer({ ...ctx, userAgent: `${BROWSER} Edg/150` }, here),
      viewer({ ...ctx, settings: { ...ctx.settings, secrets: ["another secret"] } }, here),
    ]);
    expect(new Set(digests).size).toBe(digests.length);
    expect(await viewer(ctx, here)).toBe(digests[0]);
    // Wherever they are, it is they, and where that is, is not kept.
    const elsewhere = { ...ctx, network: "192.0.2.9" };
    expect(await viewerOf(elsewhere, { ...here, userId: "usr_1" })).toMatchObject({
      viewer: digests[3],
      network: null,
    });
  });

  test("no cookie is set for it", async () => {
    const share = await video();
    const page = await request("GET", `/s/${share.slug}`, { headers: { "User-Agent": BROWSER } });
    const told = await tellWatched(share, {});
    expect([...page.headers.getSetCookie(), ...told.headers.getSetCookie()]).toEqual([]);
  });
});

test("in a collection it is the thing watched that is counted, and only what the collection shows", async () => {
  const node = planted(projectId, { duration: LENGTH });
  const other = planted(null, { kind: "project" });
  const outside = planted(other.id, { duration: LENGTH });
  await plantNodes(space.workspaceId, ownerId, [node, other, outside]);
  const share = await shareNode(token, projectId);
  expect((await tellWatched(share, {}, [[0, 2]], { query: `?node=${node.id}` })).status).toBe(204);
  expect(await totalOf({ ...share, nodeId: node.id })).toBe(1);
  expect((await tellWatched(share, {}, [[0, 2]], { query: `?node=${outside.id}` })).status).toBe(404);
  expect((await tellWatched(share, {})).status).toBe(404);
});

test("a voice is listened to, and an avatar looked at: of that nothing is counted", async () => {
  const [voice, avatar] = await Promise.all([
    filledMedia(token, space.workspaceId, { kind: "voice", name: "voice.m4a" }),
    filledMedia(token, space.workspaceId, { kind: "avatar", name: "avatar.jpg" }),
  ]);
  const [heard, seen] = await Promise.all([shareNode(token, voice.id), shareNode(token, avatar.id)]);
  expect((await tellWatched(heard, {})).status).toBe(204);
  expect(await totalOf(heard)).toBe(1);
  expect((await tellWatched(seen, {})).status).toBe(404);
});

test("where views are few, telling takes none beside the page's own", async () => {
  const { nodeId } = await video();
  const share = await shareNode(token, nodeId, { maxViews: 1 });
  const network = newNetwork();
  const page = await request("GET", `/s/${share.slug}`, { network, headers: { "User-Agent": BROWSER } });
  expect(page.status).toBe(200);
  expect((await tellWatched(share, { network })).status).toBe(204);
  expect((await tellWatched(share, { network: newNetwork() })).status).toBe(410);
  expect(await totalOf(share)).toBe(1);
});
