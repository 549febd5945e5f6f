import { beforeAll, describe, expect, it } from "vitest";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import type { Share } from "../../../shared/api/shares.ts";
import { forgetVisits } from "../../../worker/stats/forget-viewers.ts";
import { newAddress } from "../../support/actors.ts";
import { api, request } from "../../support/client.ts";
import { crowd, newDomain, someone } from "../../support/crowd.ts";
import { sql } from "../../support/database.ts";
import { type House, house, invite, link, membershipOf, take } from "../../support/joining.ts";
import type { Person } from "../../support/plant-people.ts";
import { serviceJob } from "../../support/service-job.ts";
import { playableVideo, publish } from "../../support/videos.ts";

let place: House;
let video: ContentNode;

beforeAll(async () => {
  place = await house({ domain: newDomain(), seats: 30 });
  video = await playableVideo(place.admin.token, place.workspaceId, "Secret title");
});

const as = (who: { token: string }) => ({ token: who.token });
const further = async (body: object, who: { token: string } = place.admin, nodeId = video.id): Promise<Share> => {
  const answer = await api<Share>("POST", `/nodes/${nodeId}/shares`, { ...as(who), body });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body;
};
const change = (share: Share, body: object, who: { token: string } = place.admin) =>
  api<Share>("PATCH", `/shares/${share.id}`, { ...as(who), body });
const page = ({ slug }: Share, call: Parameters<typeof request>[2] = {}) => request("GET", `/s/${slug}`, call);
const media = ({ slug }: Share, call: Parameters<typeof request>[2] = {}) => request("GET", `/s/${slug}/media`, call);

/** A member of the workspace, by its invite link. */
async function member(role: "creator" | "viewer" | "developer"): Promise<Person> {
  const person = await someone();
  await take(person, await link(place, { role }));
  return person;
}

describe("further links", () => {
  it("stand beside the Share Page, each with rules of its own", async () => {
    const own = await publish(place.admin.token, video.id);
    const one = await further({ label: "For the press", visibility: "public", allowDownload: true });
    const other = await further({ visibility: "password", password: "kovu-teba" });
    expect(one).toMatchObject({ label: "For the press", visibility: "public", allowDownload: true, views: 0 });
    expect(other).toMatchObject({ visibility: "password", hasPassword: true, label: null });
    expect([own.isSharePage, one.isSharePage, other.isSharePage]).toEqual([true, false, false]);
    expect((await change(own, { label: "Main" })).body).toMatchObject({ isSharePage: true, label: "Main" });
    expect(one.slug).not.toBe(other.slug);
    expect((await page(one)).status).toBe(200);
    expect((await media(other)).status).toBe(401);
    const list = await api("GET", `/nodes/${video.id}/shares`, as(place.admin));
    const pages = list.body.items.map(({ id, isSharePage }: Share) => [id, isSharePage]);
    expect(pages).toEqual(
      expect.arrayContaining([
        [own.id, true],
        [one.id, false],
        [other.id, false],
      ]),
    );
    await api("DELETE", `/shares/${one.id}`, as(place.admin));
    expect([(await page(one)).status, (await media(other)).status]).toEqual([410, 401]);
  });

  it("are changed by whoever made them and whoever manages, and not by another editor", async () => {
    const [maker, editor] = [await member("creator"), await member("creator")];
    await api("PUT", `/nodes/${video.id}/access`, {
      ...as(place.admin),
      body: {
        everyone: "inherit",
        grants: await Promise.all(
          [maker, editor].map(async (who) => ({ membershipId: await membershipOf(place, who), level: "edit" })),
        ),
      },
    });
    const share = await further({ visibility: "workspace" }, maker);
    for (const [who, canChange] of [
      [maker, true],
      [place.admin, true],
      [editor, false],
      [await member("viewer"), false],
    ] as const) {
      const found = await api("GET", `/shares?slug=${share.slug}`, as(who));
      expect(found.body.items[0]).toMatchObject({ id: share.id, canChange });
    }
    const others = await change(share, { visibility: "public" }, editor);
    expect([others.status, others.body]).toMatchObject([403, { code: "forbidden" }]);
    expect((await api("DELETE", `/shares/${share.id}`, as(editor))).status).toBe(403);
    expect((await change(share, { label: "Mine" }, maker)).body.label).toBe("Mine");
    expect((await change(share, { visibility: "restricted" }, place.admin)).body.visibility).toBe("restricted");
    expect((await api("DELETE", `/shares/${share.id}`, as(maker))).status).toBe(204);
    expect((await change(share, { label: "Late" }, maker)).status).toBe(410);
  });

  it("are made of what has something to show, by whoever may edit", async () => {
    const empty = await api<ContentNode>("POST", `/workspaces/${place.workspaceId}/nodes`, {
      ...as(place.admin),
      body: { kind: "video", title: "Empty", parentId: video.parentId },
    });
    const create = (nodeId: string, who: { token: string }, body: object = {}) =>
      api("POST", `/nodes/${nodeId}/shares`, { ...as(who), body });
    expect((await create(empty.body.id, place.admin)).body.code).toBe("no_media");
    expect((await create(video.id, await member("viewer"))).status).toBe(403);
    expect((await create(video.id, await someone())).status).toBe(404);
    expect((await create(video.id, place.admin, { visibility: "password" })).body.code).toBe("password_required");
  });

  it("end all at once, of a node by whoever manages it and of the workspace by its Super Admins", async () => {
    const own = await house({ domain: newDomain() });
    const [first, second] = [
      await playableVideo(own.admin.token, own.workspaceId),
      await playableVideo(own.admin.token, own.workspaceId),
    ];
    const make = (nodeId: string) => further({ visibility: "public" }, own.admin, nodeId);
    const [one, two, other] = [await make(first.id), await make(first.id), await make(second.id)];
    const editor = await someone();
    await take(editor, await link(own, { role: "creator" }));
    expect((await api("DELETE", `/nodes/${first.id}/shares`, as(editor))).status).toBe(403);
    expect((await api("DELETE", `/workspaces/${own.workspaceId}/shares`, as(editor))).status).toBe(403);
    expect((await api("DELETE", `/nodes/${first.id}/shares`, as(own.admin))).status).toBe(204);
    expect([await page(one), await page(two), await page(other)].map(({ status }) => status)).toEqual([410, 410, 200]);
    expect((await api("DELETE", `/workspaces/${own.workspaceId}/shares`, as(own.admin))).status).toBe(204);
    expect((await media(other)).status).toBe(410);
    const ended = await sql("SELECT target FROM audit_entries WHERE workspace_id = ? AND action = 'share.ended'", [
      own.workspaceId,
    ]);
    expect(ended.map(({ target }) => target).sort()).toEqual([one.id, two.id, other.id].sort());
  });

  it("say who made them and when they were last opened", async () => {
    await api("PATCH", "/me", { ...as(place.admin), body: { name: "June Whitfield" } });
    const share = await further({ visibility: "public" });
    const listed = async () =>
      (await api("GET", `/workspaces/${place.workspaceId}/shares?limit=200`, as(place.admin))).body.items.find(
        ({ id }: Share) => id === share.id,
      );
    expect(await listed()).toMatchObject({
      createdBy: { membershipId: await membershipOf(place, place.admin), name: "June Whitfield" },
      lastOpenedAt: null,
    });
    await page(share);
    await expect.poll(async () => (await listed()).lastOpenedAt, { timeout: 5_000 }).toMatch(/^\d{4}-/);
  });
});

describe("rules that do not fit are refused with where, and the share stays as it was", () => {
  it.each([
    ["an expiry in the past", { expiresAt: "2020-01-01T00:00:00Z" }, 400, "/expiresAt"],
    ["an expiry that is no time", { expiresAt: "tomorrow" }, 400, "/expiresAt"],
    ["no view at all", { maxViews: 0 }, 400, "/maxViews"],
    ["half a view", { maxViews: 1.5 }, 400, "/maxViews"],
    ["a guest that is none", { guests: ["june@acme.example", "june"] }, 400, "/guests/1"],
    ["everyone at a public provider", { guests: ["june@gmail.com", "gmail.com"] }, 422, "/guests/1"],
    ["too many guests", { guests: Array.from({ length: 501 }, (_, n) => `p${n}@acme.example`) }, 400, "/guests"],
    ["a label of two lines", { label: "a\nb" }, 400, "/label"],
    ["a field of its own", { views: 0 }, 400, "/views"],
    ["a word for yes", { allowDownload: "yes" }, 400, "/allowDownload"],
    ["nothing", {}, 400, ""],
  ])("%s", async (_, body, status, pointer) => {
    const share = await further({ visibility: "public", label: "Kept" });
    const answer = await change(share, body);
    const [error] = (answer.body as unknown as { errors: { pointer: string }[] }).errors;
    expect([answer.status, error?.pointer]).toEqual([status, pointer]);
    const list = await api("GET", `/nodes/${video.id}/shares`, as(place.admin));
    expect(list.body.items.find(({ id }: Share) => id === share.id)).toMatchObject(share);
  });

  it("what is null is taken away, and what is not named stays", async () => {
    const share = await further({
      label: "A",
      expiresAt: "2040-01-01T00:00:00Z",
      maxViews: 3,
      guests: ["A@Acme.example"],
    });
    expect(share).toMatchObject({ expiresAt: "2040-01-01T00:00:00.000Z", maxViews: 3, guests: ["a@acme.example"] });
    const changed = (await change(share, { label: null, expiresAt: null })).body;
    expect(changed).toMatchObject({ label: null, expiresAt: null, maxViews: 3, guests: ["a@acme.example"] });
    const told = await sql("SELECT count(*) AS n FROM outbox WHERE json_extract(payload, '$.shareId') = ?", [share.id]);
    await change(share, { maxViews: 3, guests: ["a@acme.example"] });
    const again = await sql("SELECT count(*) AS n FROM outbox WHERE json_extract(payload, '$.shareId') = ?", [
      share.id,
    ]);
    expect(again).toEqual(told);
  });
});

describe("expiry", () => {
  it("closes the page and every byte; whoever may edit still sees the page, with the reason", async () => {
    const share = await further({ visibility: "public", expiresAt: "2040-01-01T00:00:00Z" });
    expect((await page(share)).status).toBe(200);
    await sql("UPDATE shares SET expires_at = ? WHERE id = ?", [Date.now() - 1, share.id]);
    await expect.poll(async () => (await page(share)).status, { timeout: 1_000 }).toBe(410);
    const closed = await page(share);
    expect(closed.text).toContain("This link has expired");
    expect(closed.text).not.toContain("Secret title");
    expect((await media(share)).body.code).toBe("share_gone");
    const seen = await page(share, as(place.admin));
    expect([seen.status, seen.text.includes("Only those who may edit see this page")]).toEqual([200, true]);
    expect((await page(share, as(await member("viewer")))).status).toBe(410);
    expect((await change(share, { expiresAt: "2041-01-01T00:00:00Z" })).status).toBe(200);
    await expect.poll(async () => (await page(share)).status, { timeout: 1_000 }).toBe(200);
  });
});

describe("maximum views", () => {
  const visitors = (count: number) =>
    Array.from({ length: count }, (_, n) => `10.77.${Math.floor(n / 250)}.${(n % 250) + 1}`);
  const cookieOf = (answer: { headers: Headers }) => (answer.headers.get("Set-Cookie") ?? "").split(";")[0] ?? "";

  it("ten are ten, though two hundred come at once, and those let in keep the page and its bytes", async () => {
    const share = await further({ visibility: "public", maxViews: 10 });
    const answers = await Promise.all(
      visitors(200).map(async (network) => ({ network, answer: await page(share, { network }) })),
    );
    const inside = answers.filter(({ answer }) => answer.status === 200);
    expect(inside).toHaveLength(10);
    expect(answers.filter(({ answer }) => answer.status === 410)).toHaveLength(190);
    const [first] = inside;
    if (!first) throw new Error("nobody was let in");
    const cookie = cookieOf(first.answer);
    expect(first.answer.headers.get("Set-Cookie")).toMatch(
      new RegExp(`Path=/s/${share.slug}; Max-Age=86400; HttpOnly; SameSite=Lax`),
    );
    expect(first.answer.headers.get("Cache-Control")).toBe("private, no-store");
    expect((await media(share, { headers: { Cookie: cookie } })).status).toBe(200);
    // Without the cookie the day's network and agent stand in.
    expect((await page(share, { network: first.network })).status).toBe(200);
    expect((await media(share)).body.code).toBe("share_gone");
    const [row] = await sql(
      "SELECT views, (SELECT count(*) FROM share_visits WHERE share_id = shares.id) AS visits FROM shares WHERE id = ?",
      [share.id],
    );
    expect(row).toEqual({ views: 10, visits: 10 });
    expect((await page(share, as(place.admin))).status).toBe(200);
  });

  it("looking ahead uses none, and a preview robot sees nothing of the video", async () => {
    const share = await further({ visibility: "public", maxViews: 1 });
    expect((await request("HEAD", `/s/${share.slug}`)).status).toBe(200);
    expect((await request("HEAD", `/s/${share.slug}/media`)).status).toBe(200);
    for (const headers of [{ "Sec-Purpose": "prefetch;prerender" }, { Purpose: "prefetch" }, { "X-Moz": "prefetch" }]) {
      const ahead = await page(share, { headers });
      expect([ahead.status, ahead.text.includes("Secret title")]).toEqual([200, false]);
      for (const surface of ["media", "poster", "download", "captions/en.vtt", "transcript"]) {
        expect((await request("GET", `/s/${share.slug}/${surface}`, { headers })).status).toBe(403);
      }
    }
    const robot = { headers: { "User-Agent": "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)" } };
    const card = await page(share, robot);
    expect([card.status, card.text.includes("Secret title"), card.text.includes("<video")]).toEqual([
      200,
      false,
      false,
    ]);
    expect((await media(share, robot)).status).toBe(403);
    expect((await page(share)).status).toBe(200);
    expect((await page(share)).status).toBe(410);
    const head = async () => (await request("HEAD", `/s/${share.slug}`)).status;
    await expect.poll(head, { timeout: 1_000 }).toBe(410);
    expect((await page(share, robot)).status).toBe(410);
  });

  it("one person is one view a day, on however many devices; more views let more in", async () => {
    const share = await further({ visibility: "workspace", maxViews: 1 });
    const [one, other] = [await member("viewer"), await member("viewer")];
    const both = await Promise.all([page(share, as(one)), page(share, as(one)), media(share, as(one))]);
    expect(both.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await page(share, as(other))).status).toBe(410);
    await change(share, { maxViews: 2 });
    expect((await page(share, as(other))).status).toBe(200);
  });

  it("who took one is forgotten once the day is over; the view stays taken", async () => {
    const share = await further({ visibility: "public", maxViews: 2 });
    for (const network of visitors(2)) await page(share, { network });
    const kept = () => sql("SELECT visitor FROM share_visits WHERE share_id = ?", [share.id]);
    await forgetVisits(serviceJob());
    expect(await kept()).toHaveLength(2);
    await sql("UPDATE share_visits SET day = day - 2 WHERE share_id = ?", [share.id]);
    await forgetVisits(serviceJob());
    expect(await kept()).toEqual([]);
    expect((await page(share)).status).toBe(410);
  });

  it("another share's cookie, or a mended one, keeps nothing", async () => {
    const [mine, theirs] = [
      await further({ visibility: "public", maxViews: 1 }),
      await further({ visibility: "public", maxViews: 1 }),
    ];
    const cookie = cookieOf(await page(mine));
    await page(theirs);
    const elsewhere = { headers: { Cookie: cookie } };
    expect((await page(theirs, elsewhere)).status).toBe(410);
    const mended = cookie.replace(/shr_[0-9a-z]+/, theirs.id);
    expect((await page(theirs, { headers: { Cookie: mended } })).status).toBe(410);
    expect((await page(mine, elsewhere)).status).toBe(200);
  });
});

it("published anew, a Share Page has been seen by nobody, and yesterday's visitor comes in by a view like others", async () => {
  const own = await playableVideo(place.admin.token, place.workspaceId);
  const publish = async () =>
    (
      await api<Share>("POST", `/videos/${own.id}/publish`, {
        ...as(place.admin),
        body: { visibility: "public", maxViews: 1 },
      })
    ).body;
  const first = await publish();
  const cookie = (await page(first)).headers.get("Set-Cookie")?.split(";")[0] ?? "";
  await api("DELETE", `/shares/${first.id}`, as(place.admin));
  const again = await publish();
  expect([again.slug, again.views]).toEqual([first.slug, 0]);
  expect((await page(again, { network: "10.78.0.1" })).status).toBe(200);
  expect((await page(again, { network: "10.78.0.2", headers: { Cookie: cookie } })).status).toBe(410);
});

it("whoever may only view is not told whom else a link lets in", async () => {
  const share = await further({
    visibility: "workspace",
    label: "For the board",
    guests: ["june@acme.example"],
    maxViews: 9,
  });
  const found = async (who: { token: string }) =>
    (await api("GET", `/shares?slug=${share.slug}`, as(who))).body.items[0];
  expect(await found(place.admin)).toMatchObject({
    guests: ["june@acme.example"],
    label: "For the board",
    maxViews: 9,
  });
  expect(await found(await member("viewer"))).toMatchObject({ guests: [], label: null, maxViews: null, views: 0 });
  const list = await api("GET", `/workspaces/${place.workspaceId}/shares`, as(await member("viewer")));
  expect(list.body).toEqual({ items: [], nextCursor: null });
});

describe("downloads", () => {
  it("are for links that allow them, in workspaces that do, and named by the title", async () => {
    const share = await further({ visibility: "public" });
    const download = () => request("GET", `/s/${share.slug}/download`);
    expect((await download()).status).toBe(403);
    expect((await page(share)).text).not.toContain("/download");
    await change(share, { allowDownload: true });
    const file = await download();
    expect([file.status, file.headers.get("Content-Disposition")]).toEqual([
      200,
      'attachment; filename="Secret title.mp4"',
    ]);
    expect((await page(share)).text).toContain("/download");
    const policy = (downloadAllowed: boolean) =>
      api("PATCH", `/workspaces/${place.workspaceId}`, {
        ...as(place.admin),
        body: { sharePolicy: { downloadAllowed } },
      });
    await policy(false);
    expect((await download()).status).toBe(403);
    await policy(true);
    expect((await download()).status).toBe(200);
  });
});

describe("guests", () => {
  it("by address and by company domain see a restricted link, hold no seat, and nobody else does", async () => {
    const domain = newDomain();
    const [named, colleague] = [await someone(newDomain()), await someone(domain)];
    const share = await further({ guests: [named.email.toUpperCase(), `@${domain}`] });
    expect(share.guests).toEqual([named.email, domain]);
    for (const who of [named, colleague]) {
      expect((await page(share, as(who))).status).toBe(200);
      expect((await media(share, as(who))).status).toBe(200);
    }
    const other = await someone(newDomain());
    expect([(await page(share, as(other))).status, (await media(share, as(other))).status]).toEqual([403, 403]);
    expect((await page(share)).status).toBe(303);
    const plan = await api("GET", `/workspaces/${place.workspaceId}/plan`, as(place.admin));
    const members = await api("GET", `/workspaces/${place.workspaceId}/members?limit=200`, as(place.admin));
    expect(plan.body.occupied).toBe(members.body.counts.active);
    await change(share, { guests: [domain] });
    expect((await page(share, as(named))).status).toBe(403);
    expect((await page(share, as(colleague))).status).toBe(200);
  });

  it("on a subdomain, or on an address that only looks alike, are none", async () => {
    const domain = newDomain();
    const share = await further({ guests: [domain, "june@acme.example"] });
    const [sub] = await crowd(1, `mail.${domain}`);
    if (!sub) throw new Error("nobody was made");
    expect((await page(share, as(sub))).status).toBe(403);
  });

  it("who are suspended, or were removed after they were named, are shut out", async () => {
    const domain = newDomain();
    const person = await someone(domain);
    await invite(place, person.email);
    await take(person, await link(place));
    const id = await membershipOf(place, person);
    await sql("UPDATE nodes SET everyone = 'none' WHERE id = ?", [video.id]);
    try {
      const share = await further({ guests: [domain, person.email] });
      const members = `/workspaces/${place.workspaceId}/members/${id}`;
      await api("PATCH", members, { ...as(place.admin), body: { status: "suspended" } });
      expect((await page(share, as(person))).status).toBe(403);
      await api("PATCH", members, { ...as(place.admin), body: { status: "active" } });
      expect((await page(share, as(person))).status).toBe(200);
      await api("DELETE", members, as(place.admin));
      expect((await page(share, as(person))).status).toBe(403);
      await change(share, { guests: [domain] });
      expect((await page(share, as(person))).status).toBe(403);
      await change(share, { guests: [domain, person.email] });
      expect((await page(share, as(person))).status).toBe(200);
    } finally {
      await sql("UPDATE nodes SET everyone = 'inherit' WHERE id = ?", [video.id]);
    }
  });

  it("may be forbidden by the workspace, whole domains or all", async () => {
    const domain = newDomain();
    const [named, colleague] = [await someone(newDomain()), await someone(domain)];
    const share = await further({ guests: [named.email, domain] });
    const allow = (guestsAllowed: string) =>
      api("PATCH", `/workspaces/${place.workspaceId}`, {
        ...as(place.admin),
        body: { sharePolicy: { guestsAllowed } },
      });
    const seen = async () => [(await page(share, as(named))).status, (await page(share, as(colleague))).status];
    await allow("addresses");
    expect(await seen()).toEqual([200, 403]);
    await allow("none");
    expect(await seen()).toEqual([403, 403]);
    await allow("domains");
    expect(await seen()).toEqual([200, 200]);
  });
});

describe("the share policy of the workspace", () => {
  async function elsewhere() {
    const own = await house({ domain: newDomain() });
    const node = await playableVideo(own.admin.token, own.workspaceId);
    const make = (body: object) => further(body, own.admin, node.id);
    const set = (sharePolicy: object, who: { token: string } = own.admin) =>
      api("PATCH", `/workspaces/${own.workspaceId}`, { ...as(who), body: { sharePolicy } });
    const preview = (body: object, who: { token: string } = own.admin) =>
      api("POST", `/workspaces/${own.workspaceId}/share-policy/preview`, { ...as(who), body });
    return { own, make, set, preview };
  }

  it("closes what exists already, says before which, and loosened opens it again", async () => {
    const { make, set, preview } = await elsewhere();
    const open = await make({ visibility: "public", label: "Press" });
    const locked = await make({ visibility: "password", password: "kovu-teba" });
    const inside = await make({ visibility: "workspace" });
    for (const policy of [{ publicAllowed: false }, { passwordRequired: true }]) {
      const shown = await preview(policy);
      expect(shown.body).toMatchObject({
        count: 1,
        closes: [{ id: open.id, label: "Press", nodeTitle: "Launch" }],
      });
      expect((await page(open)).status).toBe(200);
      await set(policy);
      expect([(await page(open)).status, (await media(open)).body.code]).toEqual([410, "share_gone"]);
      expect((await page(open)).text).toContain("This link is closed");
      expect([(await page(locked)).status, (await page(inside)).status]).toEqual([200, 303]);
      await set({ publicAllowed: true, passwordRequired: false });
      expect((await page(open)).status).toBe(200);
    }
  });

  it("lets no link live longer than it says, counted from its making", async () => {
    const { own, make, set, preview } = await elsewhere();
    const [old, young] = [await make({ visibility: "public" }), await make({ visibility: "public" })];
    await sql("UPDATE shares SET created_at = created_at - ? WHERE id = ?", [8 * 86_400_000, old.id]);
    expect((await preview({ longestExpiryDays: 7 })).body.closes.map(({ id }: Share) => id)).toEqual([old.id]);
    expect((await preview({ longestExpiryDays: 9 })).body).toEqual({
      closes: [],
      count: 0,
      guests: { addresses: 0, domains: 0 },
      downloads: 0,
    });
    await set({ longestExpiryDays: 7 });
    expect([(await page(old)).status, (await page(young)).status]).toEqual([410, 200]);
    expect((await preview({ longestExpiryDays: 7 })).body.count).toBe(0);
    expect((await page(old, as(own.admin))).text).toContain("share policy");
    await set({ longestExpiryDays: null });
    expect((await page(old)).status).toBe(200);
  });

  it("says which guests and downloads it ends at links that stay open", async () => {
    const { make, set, preview } = await elsewhere();
    const [domain, person] = [newDomain(), newAddress()];
    await make({ visibility: "restricted", guests: [domain, person], allowDownload: true });
    await make({ visibility: "restricted", guests: [person, newAddress()] });
    // Guests of no restricted link are let in by its rules, and those of a link that closes are told of with it.
    await make({ visibility: "workspace", guests: [newAddress()], allowDownload: true });
    const old = await make({ visibility: "restricted", guests: [newAddress()], allowDownload: true });
    await sql("UPDATE shares SET created_at = created_at - ? WHERE id = ?", [8 * 86_400_000, old.id]);
    const ends = async (policy: object) => {
      const { count, guests, downloads } = (await preview({ longestExpiryDays: 7, ...policy })).body;
      expect(count).toBe(1);
      return [guests.addresses, guests.domains, downloads];
    };
    expect(await ends({})).toEqual([0, 0, 0]);
    expect(await ends({ guestsAllowed: "addresses" })).toEqual([0, 1, 0]);
    expect(await ends({ guestsAllowed: "none", downloadAllowed: false })).toEqual([2, 1, 2]);
    await set({ guestsAllowed: "addresses", downloadAllowed: false });
    expect(await ends({ guestsAllowed: "none", downloadAllowed: false })).toEqual([2, 0, 0]);
  });

  it("is for `security.manage` alone, and refuses what it does not know", async () => {
    const { own, set, preview } = await elsewhere();
    const creator = await someone();
    await take(creator, await link(own, { role: "creator" }));
    expect([
      (await set({ publicAllowed: false }, creator)).status,
      (await preview({ publicAllowed: false }, creator)).status,
    ]).toEqual([403, 403]);
    expect((await preview({ publicAllowed: false }, await someone())).status).toBe(404);
    for (const body of [
      {},
      { publicAllowed: "no" },
      { longestExpiryDays: 0 },
      { guestsAllowed: "all" },
      { open: true },
    ]) {
      expect([(await set(body)).status, (await preview(body)).status]).toEqual([400, 400]);
    }
    const audited = await sql(
      "SELECT data FROM audit_entries WHERE workspace_id = ? AND action = 'workspace.changed'",
      [own.workspaceId],
    );
    expect(audited).toEqual([]);
    await set({ publicAllowed: false });
    const [entry] = await sql(
      "SELECT data FROM audit_entries WHERE workspace_id = ? AND action = 'workspace.changed'",
      [own.workspaceId],
    );
    expect(JSON.parse(String(entry?.data))).toEqual({ publicAllowed: false });
  });
});
