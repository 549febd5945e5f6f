import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import type { Share } from "../../../shared/api/shares.ts";
import { SHARE_GUESTS_MAX } from "../../../shared/limits.ts";
import { memberOf } from "../../support/asking.ts";
import { api } from "../../support/client.ts";
import { closesWithin } from "../../support/closes-within.ts";
import { planted, plantNodes } from "../../support/collections.ts";
import { sql } from "../../support/database.ts";
import { type House, house, membershipOf } from "../../support/joining.ts";
import type { Person } from "../../support/plant-people.ts";
import { changeSettings, hasControls, openPage, sendSettings, settingsOn } from "../../support/share-controls.ts";
import { completeVideo } from "../../support/share-surfaces.ts";
import { tryPassword, unlock } from "../../support/unlocking.ts";
import { publish, shareNode } from "../../support/videos.ts";

let place: House;
let owner: Person;
let videoId: string;

beforeAll(async () => {
  place = await house({ seats: 10 });
  owner = place.admin;
  videoId = (await completeVideo(owner.token, place.workspaceId, "Spring launch")).id;
});

const link = (rules: object = {}) => shareNode(owner.token, videoId, { visibility: "restricted", ...rules });
const change = (share: Share, rules: object) => api("PATCH", `/shares/${share.id}`, { ...owner, body: rules });
/** The share as the list of links has it. */
async function now({ id }: Share): Promise<Share> {
  const { body } = await api("GET", `/nodes/${videoId}/shares?limit=200`, owner);
  return body.items.find((one: Share) => one.id === id);
}

describe("the settings on a page", () => {
  test("show what is so, its password excepted, and small enough for the first answer", async () => {
    const share = await link({
      visibility: "password",
      password: "kovu-teba",
      guests: ["june@acme.example", "lumen.example"],
      expiresAt: "2040-01-31T12:00:30Z",
    });
    const page = await openPage(share, owner);
    expect(settingsOn(page)).toMatchObject({
      visibility: "password",
      guests: "june@acme.example\nlumen.example",
      expires: "2040-01-31T12:00",
      zone: "UTC",
    });
    expect(page.text).toContain(`value="${share.url}"`);
    expect(page.text).toMatch(/<details class="sharing" id="sharing" data-page/);
    expect(page.text).not.toContain("kovu");
    expect(gzipSync(page.text).byteLength).toBeLessThan(14_000);
  });

  test("sent as they are change nothing, also with seconds in an expiry and in any zone", async () => {
    const share = await link({ guests: ["june@acme.example"], expiresAt: "2040-01-31T12:00:30Z" });
    const audited = "SELECT count(*) AS times FROM audit_entries WHERE target = ?";
    const [before] = await sql(audited, [share.id]);
    const answer = await changeSettings(share, owner, {});
    expect([answer.status, answer.headers.get("Location")]).toEqual([303, `/s/${share.slug}?saved=settings`]);
    expect((await changeSettings(share, owner, { zone: "Europe/Paris", expires: "2040-01-31T13:00" })).status).toBe(
      303,
    );
    expect(await now(share)).toMatchObject({ expiresAt: "2040-01-31T12:00:30.000Z", guests: share.guests });
    expect(await sql(audited, [share.id])).toEqual([before]);
  });

  test("change who may open it at once, and say so", async () => {
    const share = await link({ visibility: "public" });
    await closesWithin(share, {}, () => changeSettings(share, owner, { visibility: "workspace" }));
    expect(await now(share)).toMatchObject({ visibility: "workspace" });
    const { text, status } = await openPage(share, owner, "?saved=settings");
    expect(status).toBe(200);
    expect(text).toContain("Saved. It holds from now on.");
    expect(text).toMatch(/<details class="sharing" id="sharing" open/);
    expect((await openPage(share, owner, "?saved=everything")).text).not.toMatch(/id="sharing" open/);
  });

  test("set a password and put another in its place, which locks out whoever has the old one", async () => {
    const share = await link();
    expect((await changeSettings(share, owner, { visibility: "password", "new-password": "kovu-teba" })).status).toBe(
      303,
    );
    const cookie = await unlock(share.slug, "kovu-teba");
    expect((await changeSettings(share, owner, { "new-password": "moru-lina" })).status).toBe(303);
    expect((await tryPassword(share.slug, "kovu-teba", { headers: { Cookie: cookie } })).status).toBe(401);
    await unlock(share.slug, "moru-lina");
    // Typed for a choice that was not made in the end.
    expect((await changeSettings(share, owner, { visibility: "workspace", "new-password": "zeta-nuri" })).status).toBe(
      303,
    );
    await changeSettings(share, owner, { visibility: "password" });
    await unlock(share.slug, "moru-lina");
  });

  test("name guests and no longer, in whatever way they are typed", async () => {
    const share = await link({ guests: ["june@acme.example", "lumen.example"] });
    const guests = "  June@ACME.example\r\n\r\n@Tomorrow.example\r\namélie@acme.example\r\namélie@acme.example";
    expect((await changeSettings(share, owner, { guests })).status).toBe(303);
    expect((await now(share)).guests).toEqual(["june@acme.example", "tomorrow.example", "amélie@acme.example"]);
  });

  test("say until when the share policy lets it be open, and take no later time unless one stands there already", async () => {
    const [share, later] = [await link(), await link({ expiresAt: "2040-01-31T12:00:00Z" })];
    const policy = (longestExpiryDays: number | null) =>
      api("PATCH", `/workspaces/${place.workspaceId}`, { ...owner, body: { sharePolicy: { longestExpiryDays } } });
    const open = await openPage(share, owner);
    expect(open.text).toContain("Leave it empty for no end. Time zone:");
    expect(open.text).not.toMatch(/name="expires"[^>]* max=/);
    const { body } = await policy(30);
    expect(body.sharePolicy.longestExpiryDays).toBe(30);
    const [row] = await sql("SELECT created_at FROM shares WHERE id = ?", [share.id]);
    const until = new Date(Number(row?.created_at) + 30 * 24 * 60 * 60 * 1_000).toISOString();
    const { text } = await openPage(share, owner);
    expect(text).toContain(`policy ends it on <time datetime="${until}">`);
    expect(text).toMatch(new RegExp(`name="expires"[^>]* max="${until.slice(0, 16)}"`));
    expect((await openPage(later, owner)).text).not.toMatch(/name="expires"[^>]* max=/);
    await policy(null);
  });

  test("set an expiry in a zone, and take it away", async () => {
    const share = await link();
    await changeSettings(share, owner, { expires: "2040-07-01T08:00", zone: "America/New_York" });
    expect((await now(share)).expiresAt).toBe("2040-07-01T12:00:00.000Z");
    await changeSettings(share, owner, { expires: "" });
    expect((await now(share)).expiresAt).toBeNull();
  });

  test("of a share that has expired or that the policy closes are there for those who may edit, and open it", async () => {
    const share = await link({ visibility: "public" });
    await sql("UPDATE shares SET expires_at = 1000 WHERE id = ?", [share.id]);
    expect((await openPage(share)).status).toBe(410);
    const page = await openPage(share, owner);
    expect([page.status, hasControls(page)]).toEqual([200, true]);
    expect(page.text).toContain("the link has expired");
    expect((await changeSettings(share, owner, { expires: "" })).status).toBe(303);
    expect((await openPage(share)).status).toBe(200);
    const policy = (publicAllowed: boolean) =>
      api("PATCH", `/workspaces/${place.workspaceId}`, { ...owner, body: { sharePolicy: { publicAllowed } } });
    await policy(false);
    expect((await openPage(share)).status).toBe(410);
    expect((await openPage(share, owner)).text).toContain("share policy closes such links");
    expect((await changeSettings(share, owner, { visibility: "workspace" })).status).toBe(303);
    await policy(true);
    expect((await openPage(share, owner)).text).not.toContain("Only those who may edit");
  });

  test("say in French what they say in English", async () => {
    const share = await link();
    const settings = { ...settingsOn(await openPage(share, owner)), guests: "june" };
    const { status, text } = await sendSettings(share, owner, settings, { headers: { "Accept-Language": "fr" } });
    expect(status).toBe(400);
    expect(text).toContain("«\u00a0june\u00a0» n’est ni une adresse ni un domaine.");
  });
});

describe("what is wrong is said beside its field, and nothing typed is lost", () => {
  const typed = { visibility: "workspace", guests: "lumen.example", expires: "2040-01-31T12:00" };

  test.each([
    ["a guest that is none", { guests: "lumen.example\njune\ntomás" }, 400, "guests", "“june” is neither an address"],
    ["everyone at a provider", { guests: "lumen.example\ngmail.com" }, 422, "guests", "“gmail.com” gives addresses"],
    [
      "too many guests",
      { guests: Array.from({ length: SHARE_GUESTS_MAX + 1 }, (_, n) => `p${n}@a.example`).join("\n") },
      400,
      "guests",
      `A link takes ${SHARE_GUESTS_MAX} guests at most`,
    ],
    ["a time gone by", { expires: "2020-01-31T12:00" }, 400, "expires", "Choose a time to come."],
    ["no time", { expires: "soon" }, 400, "expires", "That is no date and time."],
    ["no password", { visibility: "password" }, 422, "password", "Choose a password first."],
    ["a short password", { visibility: "password", "new-password": "abc" }, 400, "password", "A password has 4 to 200"],
  ])("%s", async (_, wrong, status, field, said) => {
    const share = await link({ guests: ["known.example"] });
    const sent = { ...settingsOn(await openPage(share, owner)), ...typed, ...wrong };
    const answer = await sendSettings(share, owner, sent);
    expect(answer.status).toBe(status);
    expect(answer.text).toMatch(new RegExp(`id="${field}-error"[^>]*>[^<]*${said}`));
    expect(answer.text).toMatch(new RegExp(`aria-invalid="true" aria-describedby="${field}-error`));
    expect(answer.text).toContain("Nothing was saved");
    expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
    expect(settingsOn(answer)).toEqual({ ...sent, "new-password": "" });
    expect(answer.text).not.toContain('value="abc"');
    expect(await now(share)).toMatchObject({ visibility: "restricted", guests: ["known.example"], expiresAt: null });
  });

  test("a form with a zone or a choice of its own, or that is no form, is refused as a whole", async () => {
    const share = await link();
    const sent = settingsOn(await openPage(share, owner));
    for (const odd of [{ zone: "Nowhere/City" }, { visibility: "everyone" }])
      expect((await sendSettings(share, owner, { ...sent, ...odd })).status).toBe(400);
    const headers = { "Content-Type": "multipart/form-data; boundary=none" };
    expect((await sendSettings(share, owner, sent, { headers })).status).toBe(400);
    expect((await now(share)).visibility).toBe("restricted");
  });
});

describe("two who save at once", () => {
  test("lose nothing that they did not touch, each having seen the page as it was before", async () => {
    const other = await memberOf(place, "creator");
    await api("PUT", `/nodes/${videoId}/access`, {
      ...owner,
      body: { everyone: "inherit", grants: [{ membershipId: await membershipOf(place, other), level: "edit" }] },
    });
    const share = await publish(owner.token, videoId, "restricted");
    await change(share, { guests: ["june@acme.example", "gone.example"], expiresAt: "2040-01-01T00:00:00Z" });
    const seen = settingsOn(await openPage(share, owner));
    const answers = await Promise.all([
      sendSettings(share, owner, { ...seen, visibility: "workspace", guests: "june@acme.example\none.example" }),
      sendSettings(share, other, { ...seen, expires: "", guests: "gone.example\njune@acme.example\ntwo.example" }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    const after = await now(share);
    expect(after).toMatchObject({ visibility: "workspace", expiresAt: null });
    expect([...after.guests].sort()).toEqual(["june@acme.example", "one.example", "two.example"]);
  });

  test("and one more guest than a link takes is too many, whoever names them", async () => {
    const many = Array.from({ length: SHARE_GUESTS_MAX - 1 }, (_, n) => `p${n}@a.example`);
    const share = await link({ guests: many });
    const seen = settingsOn(await openPage(share, owner));
    const name = (guest: string) => sendSettings(share, owner, { ...seen, guests: `${seen.guests}\n${guest}` });
    const answers = await Promise.all([name("one.example"), name("two.example")]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect((await now(share)).guests).toHaveLength(SHARE_GUESTS_MAX);
  });

  test("who is a guest already stays one since they were named", async () => {
    const share = await link({ guests: ["june@acme.example"] });
    const since = async () =>
      (await sql<{ guests: string }>("SELECT guests FROM shares WHERE id = ?", [share.id])).map(
        ({ guests }) => JSON.parse(guests).find(({ guest }: { guest: string }) => guest === "june@acme.example").since,
      );
    const [before] = await since();
    await changeSettings(share, owner, { guests: "lumen.example\njune@acme.example" });
    expect(await since()).toEqual([before]);
  });
});

test("a collection has them too, small enough with as much as a page of it shows", async () => {
  const project = planted(null, { kind: "project", title: "Spring" });
  const clips = Array.from({ length: 60 }, (_, n) => planted(project.id, { title: `Clip ${n}`, duration: 3 }));
  await plantNodes(place.workspaceId, await membershipOf(place, owner), [project, ...clips]);
  const share = await shareNode(owner.token, project.id, { visibility: "public" });
  const page = await openPage(share, owner);
  expect(hasControls(page)).toBe(true);
  expect(page.text).not.toContain("/captions");
  expect((await changeSettings(share, owner, { visibility: "workspace" })).status).toBe(303);
  expect((await openPage(share)).status).toBe(303);
  const wrong = await changeSettings(share, owner, { guests: "june" });
  expect(wrong.status).toBe(400);
  expect(wrong.text).toContain("Clip 59");
  expect(gzipSync(page.text).byteLength).toBeLessThan(14_000);
});
