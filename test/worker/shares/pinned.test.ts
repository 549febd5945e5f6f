import { gzipSync } from "node:zlib";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import type { Share, ShareRules } from "../../../shared/api/shares.ts";
import type { VersionList } from "../../../shared/api/versions.ts";
import { VERSIONS_KEPT, VERSIONS_PINNED } from "../../../shared/limits.ts";
import { type MemberActor, signUp } from "../../support/actors.ts";
import { newKey } from "../../support/api-keys.ts";
import { type Campaign, campaign } from "../../support/campaign.ts";
import { api, randomNetwork, request } from "../../support/client.ts";
import { actOn, postForm, readComments, sayOn, visitor } from "../../support/commenting.ts";
import { sql } from "../../support/database.ts";
import { server } from "../../support/server.ts";
import { openPage, sendCaptions, sendChapters, sendSettings, settingsOn } from "../../support/share-controls.ts";
import { completeVideoIn } from "../../support/share-surfaces.ts";
import { shownBy } from "../../support/shown-by.ts";
import { filledMedia, fixture, publish, shareNode, uploadBytes } from "../../support/videos.ts";
import { retentionOf, tellWatched } from "../../support/watching.ts";
import { HELLO, putCaptions } from "../captions/put-captions.ts";

let place: Campaign;
let ravi: MemberActor;
let token: string;
let video: ContentNode;

beforeAll(async () => {
  place = await campaign({ project: "Spring", video: "Launch" }, { viewer: 1 });
  token = place.token;
  [ravi] = place.space.members.viewer as [MemberActor];
});
/** An MP4 with captions, chapters and a poster. */
beforeEach(async () => {
  video = await completeVideoIn(token, place.project, "Launch");
  await putChapters("One");
});

const upload = async (name: string, { id } = video) =>
  expect((await uploadBytes(token, id, await fixture(name))).status).toBe(204);
const putChapters = (title: string) =>
  putCaptions(token, video.id, "en", `WEBVTT\n\n00:00.000 --> 00:01.000\n${title}`, { query: "?kind=chapters" });
const putPoster = async (name: string, { id } = video) =>
  expect(
    (await api("PUT", `/nodes/${id}/poster?width=640`, { token, rawBody: await fixture(name) })).status,
  ).toBeLessThan(300);
/** A WebM, with all that belongs to it of its own. */
async function second(): Promise<void> {
  await upload("clip.webm");
  await putCaptions(token, video.id, "en", HELLO.replace("Hello", "Another"));
  await putCaptions(token, video.id, "fr", HELLO.replace("Hello", "Bonjour"));
  await putChapters("Two");
  await putPoster("poster.webp");
}
const goBack = async (version: number, { id } = video) =>
  expect((await api("POST", `/videos/${id}/versions/${version}/restore`, { token })).status).toBe(200);
const pin = (share: Share, pinnedVersion: unknown, call: object = {}) =>
  api<Share>("PATCH", `/shares/${share.id}`, { token, body: { pinnedVersion }, ...call });
const link = (rules: Partial<ShareRules> = {}) => shareNode(token, video.id, { allowDownload: true, ...rules });
const versionsOf = async ({ id } = video) =>
  (await api<VersionList>("GET", `/videos/${id}/versions`, { token })).body.items.map(({ version }) => version);
const textOf = async ({ slug }: Share, surface: string) => (await request("GET", `/s/${slug}${surface}`)).text;
const bytesOf = async ({ slug }: Share, query = "", headers: Record<string, string> = {}) => {
  const answer = await fetch(`${server.url}/s/${slug}/media${query}`, { headers });
  return [answer.status, Buffer.from(await answer.arrayBuffer())] as const;
};
const errorsOf = ({ text }: { text: string }): string[] | undefined =>
  JSON.parse(text).errors?.map(({ pointer, code }: Record<string, string>) => `${pointer} ${code}`);

describe("a link that is pinned", () => {
  test("shows the same to strangers on every surface, whatever is uploaded, put, said and gone back to", async () => {
    const [pinned, other] = [await link({ pinnedVersion: 1 }), await link()];
    await sayOn(pinned, { token }, { body: "Of the first" });
    const before = await shownBy(pinned);
    await second();
    await sayOn(other, { token }, { body: "Of the second" });
    expect(await shownBy(pinned)).toEqual(before);
    expect((await shownBy(other))[`/s/${other.slug}/media`]).not.toBe(before[`/s/${pinned.slug}/media`]);
    expect(await textOf(other, "/captions/en.vtt")).toContain("Another");
    await goBack(1);
    expect(await shownBy(pinned)).toEqual(before);
    expect([await textOf(other, "/captions/en.vtt"), await textOf(other, "/captions/en.vtt?kind=chapters")]).toEqual([
      expect.stringContaining("Hello"),
      expect.stringContaining("One"),
    ]);
    expect((await request("GET", `/s/${other.slug}/captions/fr.vtt`)).status).toBe(404);
    await putCaptions(token, video.id, "de", HELLO);
    const edited = await shownBy(pinned);
    await goBack(2);
    expect(await shownBy(pinned)).toEqual(edited);
    expect([await textOf(other, "/captions/fr.vtt"), await textOf(other, "/captions/en.vtt?kind=chapters")]).toEqual([
      expect.stringContaining("Bonjour"),
      expect.stringContaining("Two"),
    ]);
    expect((await request("GET", `/s/${other.slug}/captions/de.vtt`)).status).toBe(404);
    await upload("clip.mp4");
    expect(await shownBy(pinned)).toEqual(edited);
  });

  test("by range and with an ETag of its own; an upload beside is for whoever may edit, by its number", async () => {
    const pinned = await link({ pinnedVersion: 1 });
    const [mp4, webm] = [await fixture("clip.mp4"), await fixture("clip.webm")];
    await second();
    const [status, part] = await bytesOf(pinned, "", { Range: "bytes=10-19" });
    expect([status, part.equals(mp4.subarray(10, 20))]).toEqual([206, true]);
    const etag = (await fetch(`${server.url}/s/${pinned.slug}/media`, { method: "HEAD" })).headers.get("ETag") ?? "";
    expect((await bytesOf(pinned, "", { "If-None-Match": etag }))[0]).toBe(304);
    await pin(pinned, 2);
    const [whole, bytes] = await bytesOf(pinned, "", { "If-None-Match": etag, "If-Range": etag, Range: "bytes=0-1" });
    expect([whole, bytes.equals(webm)]).toEqual([200, true]);
    await pin(pinned, 1);
    const asEditor = { Authorization: `Bearer ${token}` };
    const [beside, played] = await bytesOf(pinned, "?version=2", asEditor);
    expect([beside, played.equals(webm)]).toEqual([200, true]);
    expect((await bytesOf(pinned, "?version=1", asEditor))[0]).toBe(404);
    for (const headers of [{}, { Authorization: `Bearer ${ravi.accessToken}` }] as Record<string, string>[])
      expect((await bytesOf(pinned, "?version=2", headers))[0]).toBe(403);
  });

  test("asked for by the id of what it shows, it is no other", async () => {
    const pinned = await link({ pinnedVersion: 1 });
    await second();
    const [, bytes] = await bytesOf(pinned, `?node=${video.id}`);
    expect(bytes.equals(await fixture("clip.mp4"))).toBe(true);
    expect(await textOf(pinned, `/captions/en.vtt?node=${video.id}`)).toContain("Hello");
    const whole = await shareNode(token, place.project.id);
    expect(await textOf(whole, `/captions/en.vtt?node=${video.id}`)).toContain("Another");
  });

  test("is unpinned by null, at once", async () => {
    const pinned = await link({ pinnedVersion: 1 });
    await second();
    expect((await pin(pinned, null)).body.pinnedVersion).toBeNull();
    expect((await bytesOf(pinned))[1].equals(await fixture("clip.webm"))).toBe(true);
    expect(await textOf(pinned, "/captions/fr.vtt")).toContain("Bonjour");
  });

  test("shows an avatar as it was, also made smaller, and going back brings its own", async () => {
    const avatar = await filledMedia(token, place.workspaceId, { kind: "avatar", name: "avatar.png" });
    await putPoster("poster.webp", avatar);
    const rules = { pinnedVersion: 1 };
    const [pinned, other] = [await shareNode(token, avatar.id, rules), await shareNode(token, avatar.id)];
    const before = await shownBy(pinned);
    await upload("avatar.jpg", avatar);
    expect(await shownBy(pinned)).toEqual(before);
    const small = async ({ slug }: Share) => {
      const answer = await fetch(`${server.url}/s/${slug}/poster?w=320`, { headers: { Accept: "image/webp" } });
      return Buffer.from(await answer.arrayBuffer());
    };
    expect((await small(pinned)).equals(await fixture("poster.webp"))).toBe(true);
    expect((await small(other)).equals(await fixture("avatar.jpg"))).toBe(true);
    await goBack(1, avatar);
    expect((await small(other)).equals(await fixture("poster.webp"))).toBe(true);
  });
});

describe("what is said, decided and watched", () => {
  test("are the words of that version alone, and what is said there is of it", async () => {
    const [pinned, other] = [await link({ pinnedVersion: 1 }), await link()];
    const first = (await sayOn(other, { token }, { body: "Of the first" })).body;
    await sayOn(other, { token }, { body: "🎉" });
    await second();
    const late = (await sayOn(other, { token }, { body: "Of the second" })).body;
    await sayOn(other, { token }, { body: "🎉" });
    const anna = visitor();
    const said = await sayOn(pinned, anna, { body: "Late, of the first", name: "Anna", atSeconds: 0.5 });
    expect([said.status, said.body.version]).toEqual([201, 1]);
    await sayOn(other, { token }, { body: "An answer", parentId: first.id });
    const shown = (await readComments(pinned)).body;
    expect(shown.items.map(({ body }) => body)).toEqual(["Of the first", "An answer", "🎉", "Late, of the first"]);
    expect(shown.reactions).toEqual([{ reaction: "🎉", count: 1 }]);
    expect((await readComments(other)).body.reactions).toEqual([{ reaction: "🎉", count: 2 }]);
    expect((await openPage(pinned, {}, "?comments=")).text).not.toContain("Of the second");
    // What is said of another upload is nothing that this link knows.
    const answer = await sayOn(pinned, anna, { body: "To it", name: "Anna", parentId: late.id });
    expect([answer.status, errorsOf(answer)]).toEqual([400, ["/parentId unknown"]]);
    expect((await actOn(pinned, { token }, late, { act: "delete" })).status).toBe(404);
    expect((await actOn(pinned, anna, said.body, { act: "edit", text: "Mine" })).status).toBe(200);
    const all = (await readComments(other)).body.items.map(({ body, version }) => [body, version]);
    expect(all).toEqual(
      expect.arrayContaining([
        ["Of the second", 2],
        ["An answer", 2],
        ["Mine", 1],
      ]),
    );
  });

  test("racing the pin: what is said is of the version that the link showed when it was said, or is not said", async () => {
    await second();
    const share = await link({ pinnedVersion: 2 });
    for (const version of [1, 2, 1, 2]) {
      const [said, pinned] = await Promise.all([
        sayOn(share, { token }, { body: `While it is set to ${version}` }),
        pin(share, version),
      ]);
      expect([pinned.status, [201, 409]]).toEqual([200, expect.arrayContaining([said.status])]);
      if (said.status !== 201) continue;
      const isThere = (await readComments(share)).body.items.some(({ id }) => id === said.body.id);
      expect(isThere).toBe(said.body.version === version);
    }
  });

  test("the review is that of the version, and decided on while that is played", async () => {
    const pinned = await link({ pinnedVersion: 1, visibility: "workspace" });
    await api("PUT", `/videos/${video.id}/review`, { token, body: { decision: "approved" } });
    await second();
    const text = (await openPage(pinned, { token: ravi.accessToken })).text;
    expect(text).toMatch(/id="review"[\s\S]*Approved/);
    expect(text).not.toMatch(/action="[^"]*\/review#/);
    const decide = (body: object) => request("PUT", `/s/${pinned.slug}/review`, { token: ravi.accessToken, body });
    for (const version of [{}, { version: 1 }, { version: 2 }]) {
      const { status, body } = await decide({ decision: "changes_requested", note: "No", ...version });
      expect([version, status, body.code]).toEqual([version, 409, "media_replaced"]);
    }
    expect(
      (await postForm(pinned, { token: ravi.accessToken }, "/review", { decision: "approved", text: "", version: "1" }))
        .status,
    ).toBe(409);
    await goBack(1);
    expect((await decide({ decision: "approved" })).body).toMatchObject({ version: 1, decision: "approved" });
  });

  test("views are counted for the version, once a viewer and day, and each second of both", async () => {
    const [pinned, other] = [await link({ pinnedVersion: 1 }), await link()];
    await second();
    const anna = { network: randomNetwork() };
    await tellWatched(other, anna, [[0, 2]], { version: 2 });
    await tellWatched(pinned, anna, [[0, 1]], { version: 1 });
    await tellWatched(other, anna, [[0, 2]], { version: 2 });
    await tellWatched(pinned, anna, [[0, 1]], { version: 1 });
    // Of another version than the link shows nothing is counted.
    await tellWatched(pinned, { network: randomNetwork() }, [[0, 1]], { version: 2 });
    expect((await retentionOf(token, video.id)).slice(0, 3)).toEqual([1, 1, 0]);
    const [views] = await sql("SELECT sum(views) AS n FROM view_days WHERE node_id = ?", [video.id]);
    expect(Number(views?.n)).toBe(2);
    await goBack(1);
    expect((await retentionOf(token, video.id)).slice(0, 2)).toEqual([1, 0]);
  });
});

describe("by the API", () => {
  test("it is set with a link, changed, read and listed; null until it is said", async () => {
    const made = await link();
    expect(made.pinnedVersion).toBeNull();
    expect((await pin(made, 1)).body.pinnedVersion).toBe(1);
    expect((await api<Share>("GET", `/shares/${made.id}`, { token })).body.pinnedVersion).toBe(1);
    const { body } = await api("GET", `/nodes/${video.id}/shares`, { token });
    expect(body.items.find(({ id }: Share) => id === made.id).pinnedVersion).toBe(1);
    expect((await api("PATCH", `/shares/${made.id}`, { token, body: { label: "Press" } })).body.pinnedVersion).toBe(1);
    const page = await publish(token, video.id);
    const again = await api<Share>("POST", `/videos/${video.id}/publish`, { token, body: { pinnedVersion: 1 } });
    expect([page.pinnedVersion, again.body.id, again.body.pinnedVersion]).toEqual([null, page.id, 1]);
    await api("DELETE", `/shares/${page.id}`, { token });
    expect((await publish(token, video.id)).pinnedVersion).toBeNull();
  });

  test("a version that is not there is refused, with a link and of one that is there, and nothing is written", async () => {
    const made = await link();
    const project = await shareNode(token, place.project.id);
    const refused = [
      await pin(made, 2),
      await api("POST", `/nodes/${video.id}/shares`, { token, body: { pinnedVersion: 9 } }),
      await api("POST", `/videos/${video.id}/publish`, { token, body: { pinnedVersion: 9 } }),
      await api("POST", `/nodes/${place.project.id}/shares`, { token, body: { pinnedVersion: 1 } }),
      await pin(project, 1),
    ];
    for (const answer of refused) {
      expect([answer.status, answer.body.code]).toEqual([422, "version_not_pinnable"]);
      expect(errorsOf(answer)).toEqual(["/pinnedVersion unknown"]);
    }
    for (const version of [0, -1, 1.5, "1", 2 ** 60]) expect((await pin(made, version)).status).toBe(400);
    expect((await api("GET", `/nodes/${video.id}/shares`, { token })).body.items).toHaveLength(1);
    const late = await pin(made, 1, { headers: { "If-Match": '"x"' } });
    expect([late.status, (await api("GET", `/shares/${made.id}`, { token })).body.pinnedVersion]).toEqual([412, null]);
  });

  test("is set by whoever may change the link, and by nobody else", async () => {
    const made = await link();
    const { key } = await newKey(token, place.workspaceId, ["content:read"]);
    const others = { viewer: ravi.accessToken, key, stranger: (await signUp()).accessToken, nobody: undefined };
    const statuses = Object.entries(others).map(async ([who, bearer]) => {
      const call = { ...(bearer === undefined ? {} : { token: bearer }), body: { pinnedVersion: 1 } };
      return [who, (await api("PATCH", `/shares/${made.id}`, call)).status];
    });
    expect(Object.fromEntries(await Promise.all(statuses))).toEqual({
      viewer: 403,
      key: 403,
      stranger: 404,
      nobody: 401,
    });
    const form = { pinned: "1", "was-pinned": "", visibility: "public", "was-visibility": "public" };
    expect((await sendSettings(made, { token: ravi.accessToken }, form)).status).toBe(403);
    expect((await sendSettings(made, {}, form)).status).toBe(401);
    expect((await api<Share>("GET", `/shares/${made.id}`, { token })).body.pinnedVersion).toBeNull();
  });

  test("the database itself takes no other, and lets go of none that a link shows", async () => {
    const made = await link({ pinnedVersion: 1 });
    await second();
    await expect(sql("UPDATE shares SET pinned_version = 7 WHERE id = ?", [made.id])).rejects.toThrow(
      "no such version",
    );
    await sql("DELETE FROM kept_media WHERE node_id = ?", [video.id]);
    expect(await versionsOf()).toEqual([2, 1]);
    await api("DELETE", `/shares/${made.id}`, { token });
    await sql("DELETE FROM kept_media WHERE node_id = ?", [video.id]);
    expect(await versionsOf()).toEqual([2]);
  });
});

describe("the limit of uploads that are kept", () => {
  /** As many as are kept, the first with an object of its own. */
  async function fill(): Promise<void> {
    await upload("clip.webm");
    for (let n = 0; n < VERSIONS_KEPT - 1; n += 1)
      await sql(
        `INSERT INTO kept_media (node_id, version, r2_key, content_type, size, etag, uploaded_at)
         VALUES (?, ?, ?, 'video/mp4', 1, '"x"', 1)`,
        [video.id, 100 + n, `media/planted/${video.id}/${n}`],
      );
  }

  test("drops none that a link shows, but the next; once no link shows it, that goes as any", async () => {
    const pinned = await link({ pinnedVersion: 1 });
    const before = await shownBy(pinned);
    await fill();
    await upload("clip.mp4");
    const left = await versionsOf();
    expect([left.length, left.at(-1), left.includes(2), left.includes(100)]).toEqual([
      VERSIONS_KEPT + 1,
      1,
      false,
      true,
    ]);
    expect(await shownBy(pinned)).toEqual(before);
    await api("DELETE", `/shares/${pinned.id}`, { token });
    await upload("clip.mp4");
    expect([(await versionsOf()).length, (await versionsOf()).at(-1)]).toEqual([VERSIONS_KEPT + 1, 100]);
  });

  test("so many at once are shown by links, and no more: the others make room", async () => {
    await fill();
    for (let n = 0; n < VERSIONS_PINNED; n += 1) await link({ pinnedVersion: 100 + n });
    const one = await link();
    const full = await pin(one, 1);
    expect([full.status, errorsOf(full)]).toEqual([422, ["/pinnedVersion too_many"]]);
    expect((await pin(one, 100)).status).toBe(200);
    const form = await sendSettings(one, { token }, { ...settingsOn(await openPage(one, { token })), pinned: "1" });
    expect([form.status, form.text.includes(`stay with ${VERSIONS_PINNED} versions already`)]).toEqual([422, true]);
    const [first] = (await api("GET", `/nodes/${video.id}/shares`, { token })).body.items.slice(1);
    await pin(first, null);
    expect((await pin(one, 1)).status).toBe(200);
  });

  test("racing uploads: a link is pinned and shows it, or is told that it is gone", async () => {
    await fill();
    const seen = new Set<number>();
    for (let round = 0; round < 6; round += 1) {
      const oldest = (await versionsOf()).at(-1) ?? 0;
      const share = await link();
      const [uploaded, pinned] = await Promise.all([
        uploadBytes(token, video.id, await fixture("clip.mp4")),
        pin(share, oldest),
      ]);
      expect(uploaded.status).toBe(204);
      seen.add(pinned.status);
      const { body } = await api<Share>("GET", `/shares/${share.id}`, { token });
      const isThere = (await versionsOf()).includes(oldest);
      expect([pinned.status, body.pinnedVersion, isThere]).toEqual(
        pinned.status === 200 ? [200, oldest, true] : [422, null, false],
      );
      expect(await versionsOf()).toHaveLength(VERSIONS_KEPT + 1);
      await api("DELETE", `/shares/${share.id}`, { token });
    }
    expect([...seen].every((status) => status === 200 || status === 422)).toBe(true);
  });
});

describe("on the page", () => {
  test("it is chosen without script, and only what was touched is changed", async () => {
    await second();
    const share = await link();
    const page = await openPage(share, { token });
    expect(page.text).toMatch(/<option[^>]* selected[^>]*>Always the current version<\/option>/);
    expect(page.text).toMatch(/<option value="1">Version 1 of /);
    expect(gzipSync(page.text).byteLength).toBeLessThan(14_000);
    const fields = settingsOn(page);
    expect((await sendSettings(share, { token }, { ...fields, pinned: "1", "was-pinned": "" })).status).toBe(303);
    const now = await openPage(share, { token });
    expect(now.text).toMatch(/<option[^>]* selected[^>]*>Version 1 of /);
    expect(now.text).toContain("This link stays with version 1");
    expect(now.text).toContain("The current one is version 2.");
    expect(now.text).toContain("Shown by this link");
    // Of a form that has grown old, what was left alone is left alone.
    await sendSettings(share, { token }, { ...fields, visibility: "workspace", pinned: "", "was-pinned": "" });
    expect((await api("GET", `/shares/${share.id}`, { token })).body).toMatchObject({
      visibility: "workspace",
      pinnedVersion: 1,
    });
    const gone = await sendSettings(share, { token }, { ...fields, pinned: "9", "was-pinned": "1" });
    expect([gone.status, gone.text.includes("This version is not there any more")]).toEqual([422, true]);
    const odd = await sendSettings(share, { token }, { ...fields, pinned: "x", "was-pinned": "1" });
    expect([odd.status, odd.text.includes("This version is not there any more")]).toEqual([400, true]);
    await sendSettings(share, { token }, { ...fields, pinned: "", "was-pinned": "1" });
    expect((await api("GET", `/shares/${share.id}`, { token })).body.pinnedVersion).toBeNull();
  });

  test("viewers are told nothing of it, and a collection has no choice", async () => {
    const share = await link({ pinnedVersion: 1, visibility: "workspace" });
    await second();
    for (const who of [{ token: ravi.accessToken }]) {
      const { text } = await openPage(share, who);
      expect([text.includes("stays with version"), text.includes('name="pinned"')]).toEqual([false, false]);
    }
    const whole = await shareNode(token, place.project.id, { visibility: "workspace" });
    expect((await openPage(whole, { token })).text).not.toContain('name="pinned"');
    expect((await openPage(whole, { token }, `?node=${video.id}`)).text).not.toContain('name="pinned"');
  });

  test("of an upload that is kept nothing can be edited, and one goes back from there as from anywhere", async () => {
    const share = await link({ pinnedVersion: 1 });
    await second();
    const { text } = await openPage(share, { token });
    expect(text).not.toMatch(/action="[^"]*\/(captions|chapters|reviewers)/);
    const file = { language: "de", name: "clip.vtt", text: HELLO };
    expect((await sendCaptions(share, { token }, file)).status).toBe(403);
    expect((await sendChapters(share, { token }, { language: "de", text: "0:00 Anfang" })).status).toBe(403);
    expect((await postForm(share, { token }, "/versions", { version: "1", was: "1" })).status).toBe(412);
    expect((await postForm(share, { token }, "/versions", { version: "1", was: "2" })).status).toBe(303);
    expect((await openPage(share, { token })).text).toMatch(/action="[^"]*\/captions/);
  });
});
