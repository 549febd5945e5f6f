import { beforeAll, describe, expect, test } from "vitest";
import type { Share } from "../../../shared/api/shares.ts";
import { newKey } from "../../support/api-keys.ts";
import { memberOf } from "../../support/asking.ts";
import { api, request } from "../../support/client.ts";
import { someone } from "../../support/crowd.ts";
import { type House, house, membershipOf } from "../../support/joining.ts";
import type { Person } from "../../support/plant-people.ts";
import { server } from "../../support/server.ts";
import {
  hasControls,
  openPage,
  removeCaptions,
  reviewersOn,
  sendCaptions,
  sendChapters,
  sendReviewers,
  sendSettings,
} from "../../support/share-controls.ts";
import { inCollection, makeWhole, SUBJECTS, shareWhole, type Whole } from "../../support/share-surfaces.ts";
import { cookieOf } from "../../support/sign-in-page.ts";
import { unlock } from "../../support/unlocking.ts";
import { shareNode } from "../../support/videos.ts";

const MAY = ["editor", "owner", "super admin"] as const;
const MAY_NOT = [
  "stranger",
  "other",
  "viewer",
  "viewer with a grant",
  "creator",
  "suspended",
  "removed",
  "guest",
] as const;
type Who = (typeof MAY)[number] | (typeof MAY_NOT)[number];

const GUEST = "guest@elsewhere.example";
const FILE = { language: "de", name: "clip.vtt", text: "WEBVTT\n\n00:00.500 --> 00:02.000\nHallo" };
const REMOVED = "fr";

let place: House;
const people = {} as Record<Exclude<Who, "stranger">, Person>;
const tokenOf = (who: Who) => ({ token: who === "stranger" ? undefined : people[who].token });

beforeAll(async () => {
  place = await house({ seats: 20 });
  const { workspaceId, admin } = place;
  for (const who of ["owner", "editor", "creator", "suspended", "removed"] as const)
    people[who] = await memberOf(place, "creator");
  for (const who of ["viewer", "viewer with a grant"] as const) people[who] = await memberOf(place, "viewer");
  Object.assign(people, { other: await someone(), guest: await someone(), "super admin": admin });
  const member = async (who: Person) => `/workspaces/${workspaceId}/members/${await membershipOf(place, who)}`;
  await api("PATCH", await member(people.suspended), { token: admin.token, body: { status: "suspended" } });
  await api("DELETE", await member(people.removed), { token: admin.token });
});

type Made = { whole: Whole; share: Share; item: string };

/** The owner's, shared by the editor, who may edit it, and so might a Viewer, were it not for their role. */
async function made(subject: (typeof SUBJECTS)[number], visibility: "restricted" | "public"): Promise<Made> {
  const { token } = people.owner;
  const whole = await makeWhole(subject, token, place.workspaceId, "Spring");
  const grants = await Promise.all(
    [people.editor, people["viewer with a grant"]].map(async (who) => ({
      membershipId: await membershipOf(place, who),
      level: "edit",
    })),
  );
  await api("PUT", `/nodes/${whole.nodeId}/access`, { token, body: { everyone: "inherit", grants } });
  const share = await shareWhole(people.editor.token, whole, visibility);
  await api("PATCH", `/shares/${share.id}`, { token, body: { guests: [people.guest.email, GUEST] } });
  return { whole, share, item: subject === "video" ? "" : inCollection("", whole.videoId) };
}

const CASES = SUBJECTS.flatMap((subject) =>
  (["restricted", "public"] as const).map((visibility) => ({ subject, visibility })),
);

describe.each(CASES)("the controls of a $subject that is $visibility", ({ subject, visibility }) => {
  let one: Made;
  beforeAll(async () => {
    one = await made(subject, visibility);
  });

  const post = async (who: { token?: string | undefined }) => {
    const { share, item } = one;
    return Promise.all([
      sendSettings(share, who, { visibility: "workspace", "was-visibility": "restricted" }, {}, item),
      sendCaptions(share, who, FILE, item),
      sendChapters(share, who, { language: "de", text: "0:00 Anfang" }, item),
    ]);
  };
  const name = (who: { token?: string | undefined }) =>
    sendReviewers(one.share, who, { reviewers: [people.owner.email] }, one.item);
  const required = async () => {
    const { body } = await api("GET", `/videos/${one.whole.videoId}/reviews`, people.owner);
    return body.required;
  };

  test.each(MAY_NOT)("are not there for %s, nor whom it lets in, and take nothing from them", async (who) => {
    const { share, item } = one;
    for (const at of new Set(["", item])) {
      const page = await openPage(share, tokenOf(who), at);
      expect([at, hasControls(page), page.text.includes(GUEST)]).toEqual([at, false, false]);
      expect(reviewersOn(page)).toBeUndefined();
    }
    const expected = who === "stranger" ? 401 : 403;
    for (const { status, text } of await post(tokenOf(who))) {
      expect(status).toBe(expected);
      expect(text).not.toContain(GUEST);
    }
    expect((await removeCaptions(share, tokenOf(who), REMOVED)).status).toBe(expected);
    expect((await name(tokenOf(who))).status).toBe(expected);
    expect(await required()).toEqual([]);
    const { body } = await api("GET", `/nodes/${share.nodeId}/shares`, people.owner);
    expect(body.items).toMatchObject([{ visibility, guests: [people.guest.email, GUEST] }]);
    const tracks = await api("GET", `/videos/${one.whole.videoId}/captions`, people.owner);
    expect(tracks.body.items).toMatchObject([{ language: "en" }]);
    const chapters = await api("GET", `/videos/${one.whole.videoId}/captions?kind=chapters`, people.owner);
    expect(chapters.body.items).toEqual([]);
  });

  test("are closed to API keys of those who may", async () => {
    const { share, item } = one;
    const key = { token: (await newKey(place.admin.token, place.workspaceId)).key };
    for (const at of new Set(["", item])) {
      const page = await openPage(share, key, at);
      expect([page.status, hasControls(page), page.text.includes(GUEST)]).toEqual([200, false, false]);
    }
    for (const { status, text } of [...(await post(key)), await name(key)]) {
      expect([status, text.includes("API key")]).toEqual([403, true]);
    }
  });

  test.each(MAY)("are there for %s, kept by nobody, and do what they say", async (who) => {
    const { share, item } = one;
    for (const at of new Set(["", item])) {
      const page = await openPage(share, tokenOf(who), at);
      expect([hasControls(page), page.text.includes(GUEST)]).toEqual([true, true]);
      expect([page.headers.get("Cache-Control"), page.headers.get("ETag")]).toEqual(["private, no-store", null]);
    }
    for (const { status, headers } of await post(tokenOf(who))) {
      expect(status).toBe(303);
      expect(headers.get("Location")).toMatch(new RegExp(`^/s/${share.slug}\\?.*saved=(settings|captions|chapters)$`));
    }
    expect(reviewersOn(await openPage(share, tokenOf(who), item))).toEqual([]);
    expect((await name(tokenOf(who))).headers.get("Location")).toMatch(/#review$/);
    expect(await required()).toMatchObject([{ membershipId: await membershipOf(place, people.owner) }]);
    expect(reviewersOn(await openPage(share, tokenOf(who), item))).toEqual([people.owner.email]);
    await api("PUT", `/videos/${one.whole.videoId}/reviewers`, { ...people.owner, body: { membershipIds: [] } });
    const { body } = await api("GET", `/nodes/${share.nodeId}/shares`, people.owner);
    expect(body.items).toMatchObject([{ visibility: "workspace" }]);
    await api("PATCH", `/shares/${share.id}`, { ...people.owner, body: { visibility } });
    for (const kind of ["captions", "chapters"])
      await api("DELETE", `/videos/${one.whole.videoId}/captions/de?kind=${kind}`, people.owner);
  });
});

test("another's further link is not an editor's to change; the captions are", async () => {
  const { share } = await made("video", "restricted");
  const further = await shareNode(people.owner.token, share.nodeId, { visibility: "workspace" });
  const page = await openPage(further, people.editor);
  expect([page.text.includes("/settings"), page.text.includes("/captions/remove")]).toEqual([false, true]);
  expect((await sendSettings(further, people.editor, { visibility: "public" })).status).toBe(403);
  expect((await openPage(further, people.owner)).text).toContain("/settings");
});

test("in a collection, whoever may edit one thing and no more changes its captions and not the link", async () => {
  const { share, whole, item } = await made("collection", "restricted");
  const membershipId = await membershipOf(place, people.creator);
  const grants = [{ membershipId, level: "edit" }];
  await api("PUT", `/nodes/${whole.videoId}/access`, { ...people.owner, body: { everyone: "inherit", grants } });
  expect(hasControls(await openPage(share, people.creator))).toBe(false);
  const page = await openPage(share, people.creator, item);
  expect([page.text.includes("/settings"), page.text.includes("/captions/remove")]).toEqual([false, true]);
  expect((await sendCaptions(share, people.creator, FILE, item)).status).toBe(303);
  expect((await sendSettings(share, people.creator, { visibility: "public" }, {}, item)).status).toBe(403);
  expect((await sendCaptions(share, people.owner, FILE)).status).toBe(403);
});

test("whoever gave the password sees nothing of them and may post nothing", async () => {
  const { share } = await made("video", "restricted");
  await api("PATCH", `/shares/${share.id}`, {
    ...people.owner,
    body: { visibility: "password", password: "kovu-teba" },
  });
  const Cookie = await unlock(share.slug, "kovu-teba");
  const page = await request("GET", `/s/${share.slug}`, { headers: { Cookie } });
  expect([page.status, hasControls(page)]).toEqual([200, false]);
  const settings = { visibility: "public", "was-visibility": "password" };
  expect((await sendSettings(share, {}, settings, { headers: { Cookie } })).status).toBe(401);
  expect((await sendSettings(share, {}, settings)).status).toBe(401);
});

test("a cookie is taken from our own pages alone, and whoever else sends an Origin is refused too", async () => {
  const { share } = await made("video", "public");
  const Cookie = await cookieOf(people.owner);
  const settings = { visibility: "workspace", "was-visibility": "public" };
  const from = (headers: Record<string, string>) => sendSettings(share, {}, settings, { headers });
  for (const Origin of ["https://evil.example", "null"]) {
    expect((await from({ Cookie, Origin })).status).toBe(403);
    expect((await sendSettings(share, people.owner, settings, { headers: { Origin } })).status).toBe(403);
  }
  expect((await from({ Cookie })).status).toBe(403);
  expect((await openPage(share)).status).toBe(200);
  expect((await from({ Cookie, Origin: new URL(server.url).origin })).status).toBe(303);
  expect((await openPage(share)).status).toBe(303);
});

test("the page of an editor is never a viewer's, though both ask at once for a public one", async () => {
  const { share } = await made("video", "public");
  const answers = await Promise.all(
    Array.from({ length: 12 }, async (_, n) => {
      const who = n % 2 === 0 ? people.editor : n % 3 === 0 ? people.viewer : {};
      return [who === people.editor, hasControls(await openPage(share, who))];
    }),
  );
  for (const [may, does] of answers) expect(does).toBe(may);
});
