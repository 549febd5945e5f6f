import { beforeAll, describe, expect, it } from "vitest";
import type { Notification } from "../../../shared/api/notifications.ts";
import type { Share } from "../../../shared/api/shares.ts";
import {
  askFor,
  type Closed,
  closedVideo,
  decline,
  grant,
  memberOf,
  opens,
  TITLE,
  waiting,
  withdraw,
} from "../../support/asking.ts";
import { api, request } from "../../support/client.ts";
import { someone } from "../../support/crowd.ts";
import { sql } from "../../support/database.ts";
import { membershipOf } from "../../support/joining.ts";
import { mailTo } from "../../support/mailbox.ts";
import { browser, signInOnPage } from "../../support/page-visitor.ts";
import type { Person } from "../../support/plant-people.ts";
import { server } from "../../support/server.ts";

const EVIL = { headers: { Origin: "https://evil.example" } };

let closed: Closed;
beforeAll(async () => {
  closed = await closedVideo();
});

const further = async (body: object, { place, video }: Closed = closed): Promise<Share> =>
  (await api<Share>("POST", `/nodes/${video.id}/shares`, { token: place.admin.token, body })).body;
const change = (share: Share, body: object) =>
  api("PATCH", `/shares/${share.id}`, { token: closed.place.admin.token, body });
const answered = async (share: Pick<Share, "slug">, who?: { token: string }) => {
  const { status, body } = await withdraw(share, who);
  return [status, body.code];
};

async function asked(share: Share = closed.share) {
  const person = await someone();
  const answer = await askFor(share, person, { message: "Please." });
  if (answer.status !== 201) throw new Error(answer.text);
  return { person, request: answer.body, admin: closed.place.admin };
}

const stateFor = async (who: { token: string }, requestId: string) =>
  (await api("GET", "/notifications", { token: who.token })).body.items.find(
    ({ accessRequest }: Notification) => accessRequest?.id === requestId,
  )?.accessRequest.state;

describe("withdrawing", () => {
  it("ends the request: it leaves the list, and asking anew makes another", async () => {
    const { person, request: first, admin } = await asked();
    const answer = await withdraw(closed.share, person);
    expect([answer.status, answer.text]).toEqual([204, ""]);
    expect((await waiting(admin, closed.video)).map(({ id }) => id)).not.toContain(first.id);
    expect(await opens(closed.share, person)).toEqual([403, 403]);
    const second = await askFor(closed.share, person);
    expect([second.status, second.body.id === first.id, second.body.message]).toEqual([201, false, ""]);
  });

  it("is shown to whoever was told of the request, and tells nobody anew", async () => {
    const { person, request: mine, admin } = await asked();
    await expect.poll(() => stateFor(admin, mine.id)).toBe("open");
    await withdraw(closed.share, person);
    expect(await stateFor(admin, mine.id)).toBe("withdrawn");
    await expect
      .poll(async () =>
        (
          await sql(
            "SELECT topic FROM outbox WHERE delivered_at IS NOT NULL AND payload ->> 'accessRequestId' = ? ORDER BY id",
            [mine.id],
          )
        ).map(({ topic }) => topic),
      )
      .toEqual(["access.requested", "access.withdrawn"]);
    const [told] = await sql("SELECT count(*) AS n FROM notifications WHERE access_request_id = ?", [mine.id]);
    expect(told?.n).toBe(1);
    expect((await mailTo(person.email)).map(({ subject }) => subject)).toEqual([]);
  });

  it("stands in the audit log, by whoever asked", async () => {
    const { person, request: mine } = await asked();
    await withdraw(closed.share, person);
    const entries = await sql("SELECT action, actor_user_id FROM audit_entries WHERE target = ? ORDER BY action", [
      mine.id,
    ]);
    expect(entries.map((entry) => ({ ...entry }))).toEqual([
      { action: "access.requested", actor_user_id: person.userId },
      { action: "access.withdrawn", actor_user_id: person.userId },
    ]);
  });

  it("takes back one's own, of this share", async () => {
    const [one, other] = [await asked(), await asked()];
    const share = await further({ visibility: "restricted" });
    const elsewhere = await askFor(share, one.person);
    await withdraw(closed.share, one.person);
    const left = (await waiting(one.admin, closed.video)).map(({ id }) => id);
    expect(left).toContain(other.request.id);
    expect(left).toContain(elsewhere.body.id);
  });

  it("is open to whoever was suspended since, and to whoever is let in by now", async () => {
    const member = await memberOf(closed.place, "viewer");
    await askFor(closed.share, member);
    const path = `/workspaces/${closed.place.workspaceId}/members/${await membershipOf(closed.place, member)}`;
    await api("PATCH", path, { token: closed.place.admin.token, body: { status: "suspended" } });
    expect((await withdraw(closed.share, member)).status).toBe(204);
    const share = await further({ visibility: "restricted", maxViews: 1 });
    const { person } = await asked(share);
    await change(share, { visibility: "public" });
    expect((await withdraw(share, person)).status).toBe(204);
    // It took none of the share's views.
    expect(await opens(share, await someone())).toEqual([200, 200]);
  });
});

describe("there is nothing to withdraw", () => {
  it("where nobody asked, or it was withdrawn already: 404", async () => {
    expect(await answered(closed.share, await someone())).toEqual([404, "not_found"]);
    const { person } = await asked();
    await withdraw(closed.share, person);
    expect(await answered(closed.share, person)).toEqual([404, "not_found"]);
  });

  it.each([
    ["granted", grant],
    ["declined", decline],
  ] as const)("where it was %s: 409 with that", async (outcome, decide) => {
    const { person, request: mine, admin } = await asked();
    await decide(admin, mine);
    const answer = await withdraw(closed.share, person);
    expect([answer.status, answer.body]).toMatchObject([409, { code: "request_decided", outcome }]);
  });

  it("where the share is not there, is over or has a password: as its other surfaces", async () => {
    const { person } = await asked();
    expect(await answered({ slug: "A".repeat(22) }, person)).toEqual([404, "not_found"]);
    expect(await answered({ slug: "x" }, person)).toEqual([404, "not_found"]);
    const locked = await further({ visibility: "password", password: "kovu-teba" });
    expect(await answered(locked, person)).toEqual([401, "share_locked"]);
    await api("DELETE", `/shares/${locked.id}`, { token: closed.place.admin.token });
    expect(await answered(locked, person)).toEqual([410, "share_gone"]);
  });

  it("for a stranger: 401, whatever the share is", async () => {
    for (const share of [closed.share, await further({ visibility: "public" })])
      expect(await answered(share)).toEqual([401, "unauthenticated"]);
    expect(await answered({ slug: "A".repeat(22) })).toEqual([404, "not_found"]);
  });

  it("for a page that is not ours", async () => {
    const { person, request: mine, admin } = await asked();
    expect((await withdraw(closed.share, person, EVIL)).body.code).toBe("origin_not_allowed");
    expect((await waiting(admin, closed.video)).map(({ id }) => id)).toContain(mine.id);
    const own = { headers: { Origin: new URL(server.url).origin } };
    expect((await withdraw(closed.share, person, own)).status).toBe(204);
  });
});

describe("deciding what was withdrawn", () => {
  it("is 409 with that, and lets nobody in", async () => {
    const { person, request: mine, admin } = await asked();
    await withdraw(closed.share, person);
    for (const decide of [grant, decline]) {
      const late = await decide(admin, mine);
      expect([late.status, late.body]).toMatchObject([409, { code: "request_decided", outcome: "withdrawn" }]);
    }
    expect(await opens(closed.share, person)).toEqual([403, 403]);
  });

  it("on a start page that still shows it says so", async () => {
    const { person, request: mine, admin } = await asked();
    const { page } = await signInOnPage(admin.email);
    expect((await page.get("/")).text).toContain(person.email);
    await withdraw(closed.share, person);
    const late = await page.post(`/access-requests/${mine.nodeId}/${mine.id}`, { decision: "grant" });
    expect([late.status, late.text.includes("No longer asked for")]).toEqual([409, true]);
    expect((await page.get("/")).text).not.toContain(person.email);
  });

  it("at the same instant is done by one, and the other is told", async () => {
    for (let round = 0; round < 8; round += 1) {
      const { person, request: mine, admin } = await asked();
      const [granted, withdrawn] = await Promise.all([grant(admin, mine), withdraw(closed.share, person)]);
      const outcome = granted.status === 200 ? "granted" : "withdrawn";
      const [won, lost] = outcome === "granted" ? [granted, withdrawn] : [withdrawn, granted];
      expect([won.status, lost.status]).toEqual([outcome === "granted" ? 200 : 204, 409]);
      expect(lost.body).toMatchObject({ code: "request_decided", outcome });
      const entries = await sql("SELECT action FROM audit_entries WHERE target = ? AND action <> 'access.requested'", [
        mine.id,
      ]);
      expect(entries.map(({ action }) => action)).toEqual([`access.${outcome}`]);
      expect(await opens(closed.share, person)).toEqual(outcome === "granted" ? [200, 200] : [403, 403]);
    }
  });

  it("ten times at once is done once", async () => {
    const { person } = await asked();
    const answers = await Promise.all(Array.from({ length: 10 }, () => withdraw(closed.share, person)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, ...Array(9).fill(404)]);
  });
});

describe("on the page, without script", () => {
  const path = () => `/s/${closed.share.slug}`;
  const button = () => `${path()}/access-requests/withdraw`;

  async function asksOnPage(): Promise<{ person: Person; page: ReturnType<typeof browser> }> {
    const person = await someone();
    const { page } = await signInOnPage(person.email);
    const shown = await page.post(`${path()}/access-requests`, { message: "Please." });
    expect(shown.text).toContain(`action="${button()}"`);
    return { person, page };
  }

  it("the button withdraws and leads back to the form; pressed again it does no harm", async () => {
    const { person, page } = await asksOnPage();
    for (let time = 0; time < 2; time += 1) {
      const answer = await page.post(button(), {});
      expect([answer.status, answer.headers.get("Location")]).toEqual([303, path()]);
    }
    const after = await page.get(path());
    expect([after.status, after.text.includes(`action="${path()}/access-requests"`)]).toEqual([403, true]);
    expect(after.text).not.toContain("Please.");
    expect((await waiting(closed.place.admin, closed.video)).map(({ email }) => email)).not.toContain(person.email);
  });

  it("pressed after it was granted it leads to what was asked for", async () => {
    const { person, page } = await asksOnPage();
    const mine = (await waiting(closed.place.admin, closed.video)).find(({ email }) => email === person.email);
    if (!mine) throw new Error("nothing waits");
    await grant(closed.place.admin, mine);
    expect((await page.post(button(), {})).headers.get("Location")).toBe(path());
    const after = await page.get(path());
    expect([after.status, after.text.includes(TITLE)]).toEqual([200, true]);
  });

  it("of one thing in a collection leads back to that", async () => {
    const { page } = await asksOnPage();
    const answer = await page.post(`${button()}?node=${closed.video.id}`, {});
    expect(answer.headers.get("Location")).toBe(`${path()}?node=${closed.video.id}`);
  });

  it("is taken from our own pages alone, and of those who are signed in", async () => {
    const { page } = await asksOnPage();
    expect((await page.post(button(), {}, "https://evil.example")).status).toBe(403);
    expect((await page.get(path())).text).toContain("You have asked for access");
    const stranger = await browser().post(button(), {});
    expect([stranger.status, stranger.headers.get("Location")]).toEqual([303, `/sign-in?next=${path()}`]);
    const open = await further({ visibility: "public" });
    const passer = await browser().post(`/s/${open.slug}/access-requests/withdraw`, {});
    expect([passer.status, passer.headers.get("Location")]).toEqual([303, `/s/${open.slug}`]);
    const unknown = await page.post(`/s/${"A".repeat(22)}/access-requests/withdraw`, {});
    expect(unknown.status).toBe(404);
  });

  it("whoever was suspended since sees what they asked and may take it back, but not ask", async () => {
    const member = await memberOf(closed.place, "viewer");
    await askFor(closed.share, member, { message: "Please." });
    const membership = `/workspaces/${closed.place.workspaceId}/members/${await membershipOf(closed.place, member)}`;
    await api("PATCH", membership, { token: closed.place.admin.token, body: { status: "suspended" } });
    const look = async () =>
      (await request("GET", path(), { token: member.token, headers: { Accept: "text/html" } })).text;
    expect(await look()).toContain(`action="${button()}"`);
    await withdraw(closed.share, member);
    expect(await look()).not.toContain("access-requests");
  });
});
