import { beforeAll, describe, expect, it } from "vitest";
import type { Share } from "../../../shared/api/shares.ts";
import { askFor, type Closed, closedVideo, decline, grant, memberOf, TITLE, waiting } from "../../support/asking.ts";
import { api, request } from "../../support/client.ts";
import { someone } from "../../support/crowd.ts";
import { sql } from "../../support/database.ts";
import { membershipOf } from "../../support/joining.ts";
import { browser, signInOnPage } from "../../support/page-visitor.ts";
import type { Person } from "../../support/plant-people.ts";
import { server } from "../../support/server.ts";

let closed: Closed;
beforeAll(async () => {
  closed = await closedVideo();
});

const further = async (body: object, { place, video }: Closed = closed): Promise<Share> =>
  (await api<Share>("POST", `/nodes/${video.id}/shares`, { token: place.admin.token, body })).body;

describe("asking", () => {
  it("stores what was said for whoever manages the node, and says nothing of the video", async () => {
    const person = await someone();
    await api("PATCH", "/me", { token: person.token, body: { name: "Ravi Shah" } });
    const answer = await askFor(closed.share, person, { message: "  I cut it.\nPlease. " });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.stringMatching(/^acr_/),
      nodeId: closed.video.id,
      email: person.email,
      name: "Ravi Shah",
      message: "I cut it.\nPlease.",
      createdAt: expect.stringMatching(/Z$/),
    });
    expect(await waiting(closed.place.admin, closed.video)).toContainEqual(answer.body);
    expect(answer.text).not.toMatch(/Secret|Acme/);
  });

  it("again is answered the same, with the newer words, and stays one request", async () => {
    const person = await someone();
    const first = await askFor(closed.share, person);
    const second = await askFor(closed.share, person, { message: "Please." });
    const third = await askFor(closed.share, person, {});
    expect([first.status, second.status, third.status]).toEqual([201, 201, 201]);
    expect(second.body).toEqual({ ...first.body, message: "Please." });
    expect(third.body).toEqual(second.body);
    expect(await told(first.body.id)).toBe(1);
  });

  it("pressed ten times at once is one request, told once", async () => {
    const person = await someone();
    const answers = await Promise.all(Array.from({ length: 10 }, () => askFor(closed.share, person)));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const rows = await sql("SELECT id FROM access_requests WHERE user_id = ?", [person.userId]);
    expect(rows).toHaveLength(1);
    expect(await told(String(rows[0]?.id))).toBe(1);
  });

  it("after being declined makes a new request", async () => {
    const person = await someone();
    const first = await askFor(closed.share, person);
    await decline(closed.place.admin, first.body);
    const second = await askFor(closed.share, person);
    expect([second.status, second.body.id === first.body.id]).toEqual([201, false]);
  });

  it("of two shares of one video makes a request each", async () => {
    const person = await someone();
    const other = await further({ visibility: "restricted" });
    const ids = [(await askFor(closed.share, person)).body.id, (await askFor(other, person)).body.id];
    expect(new Set(ids).size).toBe(2);
  });

  it("too often is 429, before anything is stored", async () => {
    const person = await someone();
    const statuses: number[] = [];
    for (let at = 0; at < 11; at += 1) statuses.push((await askFor(closed.share, person)).status);
    expect(statuses).toEqual([...Array(10).fill(201), 429]);
    const late = await askFor(closed.share, person);
    expect([late.body, Number(late.headers.get("Retry-After"))]).toMatchObject([
      { code: "rate_limited" },
      expect.any(Number),
    ]);
  });
});

describe("the gate judges who may ask", () => {
  const ask = async (share: Pick<Share, "slug">, who?: { token: string }) => {
    const { status, body } = await askFor(share, who, { message: "Please." });
    return [status, (body as unknown as { code?: string }).code];
  };
  const form = (share: Pick<Share, "slug">, who?: { token: string }) =>
    request("POST", `/s/${share.slug}/access-requests`, {
      ...(who ? { token: who.token } : {}),
      rawBody: "message=Please.",
      headers: { Accept: "text/html", "Content-Type": "application/x-www-form-urlencoded" },
    });

  it.each([
    ["unknown", async () => ({ slug: "A".repeat(22) }), 404, "not_found"],
    ["no slug at all", async () => ({ slug: "x" }), 404, "not_found"],
    [
      "unpublished",
      async () => {
        const own = await closedVideo(undefined, closed.place);
        await api("POST", `/videos/${own.video.id}/unpublish`, { token: closed.place.admin.token });
        return own.share;
      },
      404,
      "not_found",
    ],
    [
      "ended",
      async () => {
        const share = await further({});
        await api("DELETE", `/shares/${share.id}`, { token: closed.place.admin.token });
        return share;
      },
      410,
      "share_gone",
    ],
    [
      "expired",
      async () => {
        const share = await further({});
        await sql("UPDATE shares SET expires_at = 1 WHERE id = ?", [share.id]);
        return share;
      },
      410,
      "share_gone",
    ],
    [
      "in the trash",
      async () => {
        const own = await closedVideo(undefined, closed.place);
        await api("DELETE", `/nodes/${own.video.id}`, { token: closed.place.admin.token });
        return own.share;
      },
      404,
      "not_found",
    ],
    [
      "closed by the workspace's policy",
      async () => {
        const own = await closedVideo();
        const { workspaceId, admin } = own.place;
        const body = { sharePolicy: { longestExpiryDays: 1 } };
        await api("PATCH", `/workspaces/${workspaceId}`, { token: admin.token, body });
        await sql("UPDATE shares SET created_at = 1 WHERE id = ?", [own.share.id]);
        return own.share;
      },
      410,
      "share_gone",
    ],
    ["by password", () => further({ visibility: "password", password: "kovu-teba" }), 401, "share_locked"],
  ] as const)("%s", async (_, make, status, code) => {
    const share = await make();
    const person = await someone();
    expect(await ask(share, person)).toEqual([status, code]);
    const page = await form(share, person);
    // The page of a password has its own form to show.
    expect(page.status).toBe(code === "share_locked" ? 200 : status);
    expect(page.text).not.toContain(TITLE);
    expect(page.text).not.toContain("/access-requests");
    expect(await sql("SELECT id FROM access_requests WHERE user_id = ?", [person.userId])).toEqual([]);
  });

  it("a stranger signs in first", async () => {
    expect(await ask(closed.share)).toEqual([401, "unauthenticated"]);
    const page = await form(closed.share);
    expect([page.status, page.headers.get("Location")]).toEqual([303, `/sign-in?next=/s/${closed.share.slug}`]);
  });

  it("whoever is let in already goes to the page", async () => {
    const open = await further({ visibility: "public" });
    const guest = await someone();
    const invited = await further({ guests: [guest.email] });
    for (const [share, who] of [
      [invited, guest],
      [closed.share, closed.place.admin],
      [open, await someone()],
    ] as const) {
      const answer = await form(share, who);
      expect([answer.status, answer.headers.get("Location")]).toEqual([303, `/s/${share.slug}`]);
      expect((await askFor(share, who)).status).toBe(303);
    }
  });

  it("whoever is suspended sees no form and cannot ask", async () => {
    const person = await memberOf(closed.place, "viewer");
    await setStatus(person, "suspended");
    const page = await request("GET", `/s/${closed.share.slug}`, {
      token: person.token,
      headers: { Accept: "text/html" },
    });
    expect([page.status, page.text.includes("access-requests")]).toEqual([403, false]);
    expect(await ask(closed.share, person)).toEqual([403, "forbidden"]);
    expect((await form(closed.share, person)).status).toBe(403);
  });

  it("the body is read after the gate, and must fit", async () => {
    const person = await someone();
    const bad = [
      { body: { message: "x".repeat(501) } },
      { body: { message: 1 } },
      { body: { words: "x" } },
      { rawBody: "{", headers: { "Content-Type": "application/json" } },
    ];
    for (const call of bad) {
      const answer = await askFor(closed.share, person, undefined, call);
      expect([answer.status, answer.body]).toMatchObject([400, { code: "invalid_request" }]);
      expect((await askFor({ slug: "A".repeat(22) }, person, undefined, call)).status).toBe(404);
    }
    const plain = { rawBody: "hello", headers: { "Content-Type": "text/plain" } };
    expect((await askFor(closed.share, person, undefined, plain)).status).toBe(415);
    const fits = await askFor(closed.share, person, { message: "x".repeat(500) });
    expect(fits.status).toBe(201);
  });
});

describe("on the page, without script", () => {
  it("the form asks, and the page says what was asked from then on", async () => {
    const person = await someone();
    const { page } = await signInOnPage(person.email);
    const path = `/s/${closed.share.slug}`;
    const refused = await page.get(path);
    expect(refused.status).toBe(403);
    expect(refused.text).toContain(`action="${path}/access-requests"`);
    expect(refused.text).not.toMatch(/Secret|Acme/);
    const first = await page.post(`${path}/access-requests`, { message: `One\r\n${"x".repeat(496)}` });
    const second = await page.post(`${path}/access-requests`, {});
    const later = await page.get(path);
    expect([first.status, second.status, later.status]).toEqual([201, 201, 403]);
    expect([second.text, later.text]).toEqual([first.text, first.text]);
    const day = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" }).format(Date.now());
    expect(first.text).toContain(`You asked as ${person.email} on ${day}. You are told by mail once it is decided.`);
    expect(first.text).toContain("One\nx");
    expect(first.text).not.toContain(`action="${path}/access-requests"`);
    expect(first.text).not.toMatch(/Secret|Acme/);
    expect((await waiting(closed.place.admin, closed.video)).some(({ message }) => message.startsWith("One\nx"))).toBe(
      true,
    );
  });

  it("whoever was declined is told so, and may ask again", async () => {
    const person = await someone();
    const { page } = await signInOnPage(person.email);
    const path = `/s/${closed.share.slug}`;
    await decline(closed.place.admin, (await askFor(closed.share, person, { message: "Please." })).body);
    const refused = await page.get(path);
    expect([refused.status, refused.text.includes("Your request was declined")]).toEqual([403, true]);
    expect(refused.text).toContain(`action="${path}/access-requests"`);
    expect(refused.text).not.toMatch(/Secret|Acme|Please/);
    expect((await page.post(`${path}/access-requests`, { message: "Once more." })).status).toBe(201);
    expect((await page.get(path)).text).toContain("Once more.");
  });

  it("whoever lost what was granted sees the form anew", async () => {
    const person = await someone();
    const { page } = await signInOnPage(person.email);
    const share = await further({ visibility: "restricted" });
    await grant(closed.place.admin, (await askFor(share, person)).body);
    await api("PATCH", `/shares/${share.id}`, { token: closed.place.admin.token, body: { guests: [] } });
    expect((await page.get(`/s/${share.slug}`)).text).toContain("You need access");
  });

  it("takes it from our own pages alone", async () => {
    const person = await someone();
    const { page } = await signInOnPage(person.email);
    const path = `/s/${closed.share.slug}/access-requests`;
    expect((await page.post(path, {}, "https://evil.example")).status).toBe(403);
    const bearer = await askFor(closed.share, person, {}, { headers: { Origin: "https://evil.example" } });
    expect(bearer.body).toMatchObject({ code: "origin_not_allowed" });
    expect((await askFor(closed.share, person, {}, { headers: { Origin: new URL(server.url).origin } })).status).toBe(
      201,
    );
    expect((await browser().post(path, {})).status).toBe(303);
  });

  it("a share for members offers it to others too: whoever manages decides what comes of it", async () => {
    const share = await further({ visibility: "workspace" });
    const person = await someone();
    const page = await request("GET", `/s/${share.slug}`, { token: person.token, headers: { Accept: "text/html" } });
    expect([page.status, page.text.includes("<form")]).toEqual([403, true]);
    expect((await askFor(share, person)).status).toBe(201);
  });
});

async function told(requestId: string): Promise<number> {
  const [row] = await sql(
    "SELECT count(*) AS n FROM outbox WHERE topic = 'access.requested' AND payload ->> 'accessRequestId' = ?",
    [requestId],
  );
  return Number(row?.n);
}

async function setStatus(person: Person, status: string): Promise<void> {
  const { place } = closed;
  const id = await membershipOf(place, person);
  await api("PATCH", `/workspaces/${place.workspaceId}/members/${id}`, { token: place.admin.token, body: { status } });
}
