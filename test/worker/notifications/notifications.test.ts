import { afterEach, describe, expect, it } from "vitest";
import { QUIET_HEADER } from "../../../shared/api/quiet-header.ts";
import { newNetwork } from "../../support/actors.ts";
import { api } from "../../support/client.ts";
import { newDomain, someone } from "../../support/crowd.ts";
import { sql } from "../../support/database.ts";
import { type EventStream, openEvents } from "../../support/event-stream.ts";
import { ask, type House, house, invite, link, membershipOf, setSeats, take } from "../../support/joining.ts";
import type { Person } from "../../support/plant-people.ts";
import { untilDelivered } from "../../support/undelivered.ts";

const notified = (who: { token: string }, query = "") => api("GET", `/notifications${query}`, { token: who.token });
const types = async (who: { token: string }) =>
  (await notified(who)).body.items.map(({ type }: { type: string }) => type);
const untilTypes = (who: { token: string }, expected: string[]) =>
  expect.poll(() => types(who), { timeout: 10_000 }).toEqual(expected);
const decide = ({ workspaceId }: House, who: { token: string }, id: string, verb: "approve" | "deny") =>
  api("POST", `/workspaces/${workspaceId}/join-requests/${id}/${verb}`, { token: who.token });

/** A workspace of two admins that takes requests, and someone of the company. */
async function scene() {
  const domain = newDomain();
  const place = await house({ domain, policy: "request" });
  const second = await someone(newDomain());
  await invite(place, second.email, "super_admin");
  await take(second, await link(place));
  const person = await someone(domain);
  await untilTypes(place.admin, ["invitation.accepted"]);
  await api("POST", "/notifications/read", { token: place.admin.token });
  return { place, second, person };
}

describe("a request, told in notifications", () => {
  it("stands with every admin from the one row, and says what became of it wherever it was decided", async () => {
    const { place, second, person } = await scene();
    await ask(person, place.workspaceId, { message: "Hello." });
    await untilTypes(place.admin, ["join_request.received", "invitation.accepted"]);
    await untilTypes(second, ["join_request.received", "invitation.received"]);
    const id = await membershipOf(place, person);
    const [mine] = (await notified(place.admin)).body.items;
    expect(mine).toMatchObject({
      workspaceId: place.workspaceId,
      membershipId: id,
      readAt: null,
      workspace: { id: place.workspaceId, name: "Acme" },
      member: { id, email: person.email, status: "requested", message: "Hello." },
    });

    await decide(place, second, id, "approve");
    expect((await notified(place.admin)).body.items[0].member.status).toBe("active");
    await untilTypes(person, ["join_request.approved"]);
    expect((await notified(person)).body.items[0].member).toMatchObject({ id, status: "active" });
  });

  it("withdrawn, says so to the admins", async () => {
    const { place, person } = await scene();
    await ask(person, place.workspaceId);
    await untilTypes(place.admin, ["join_request.received", "invitation.accepted"]);
    await api("DELETE", `/workspaces/${place.workspaceId}/join-requests/mine`, { token: person.token });
    const [note] = (await notified(place.admin)).body.items;
    expect(note.member).toMatchObject({ status: "ended", endReason: "withdrawn" });
  });

  it("denied, is told to whoever asked", async () => {
    const { place, person } = await scene();
    await ask(person, place.workspaceId);
    await decide(place, place.admin, await membershipOf(place, person), "deny");
    await untilTypes(person, ["join_request.denied"]);
  });

  it("shows nobody's membership to an admin who no longer is one", async () => {
    const { place, second, person } = await scene();
    await ask(person, place.workspaceId);
    await untilTypes(second, ["join_request.received", "invitation.received"]);
    const id = await membershipOf(place, second);
    await api("PATCH", `/workspaces/${place.workspaceId}/members/${id}`, {
      token: place.admin.token,
      body: { role: "viewer" },
    });
    const items = (await notified(second)).body.items;
    expect(items.find(({ type }: { type: string }) => type === "join_request.received").member).toBeNull();
    expect(JSON.stringify(items)).not.toContain(person.email);
  });
});

describe("other things one is told of", () => {
  it("a role changed, a suspension, a removal", async () => {
    const { place, person } = await scene();
    await take(person, await link(place, { role: "creator" }));
    const path = `/workspaces/${place.workspaceId}/members/${await membershipOf(place, person)}`;
    await decide(place, place.admin, await membershipOf(place, person), "approve");
    await untilTypes(person, ["join_request.approved"]);
    const admin = { token: place.admin.token };
    await api("PATCH", path, { ...admin, body: { role: "developer" } });
    await untilTypes(person, ["membership.role_changed", "join_request.approved"]);
    await api("PATCH", path, { ...admin, body: { status: "suspended" } });
    await untilTypes(person, ["membership.suspended", "membership.role_changed", "join_request.approved"]);
    await api("DELETE", path, admin);
    await expect.poll(() => types(person), { timeout: 10_000 }).toContain("membership.removed");
  });

  it("seats short: every admin, once, however many stand at the door", async () => {
    const place = await house({ seats: 1 });
    const token = await link(place);
    for (let at = 0; at < 3; at += 1) await take(await someone(), token);
    await expect
      .poll(async () => (await types(place.admin)).toSorted(), { timeout: 10_000 })
      .toEqual([...Array.from({ length: 3 }, () => "join_request.received"), "seats.short"]);
  });

  it("are told once, though an event is delivered again after a crash", async () => {
    const { place, person } = await scene();
    await ask(person, place.workspaceId);
    const id = await membershipOf(place, person);
    await untilDelivered(place.workspaceId);
    const count = async () =>
      (
        await sql(
          "SELECT (SELECT count(*) FROM notifications WHERE membership_id = ?) AS told, (SELECT count(*) FROM outbox WHERE topic = 'notification.mail' AND workspace_id = ?) AS mails",
          [id, place.workspaceId],
        )
      )[0];
    const before = await count();
    expect(before).toEqual({ told: 2, mails: 2 });
    await sql(
      "UPDATE outbox SET delivered_at = NULL, next_at = 0 WHERE topic = 'member.requested' AND workspace_id = ?",
      [place.workspaceId],
    );
    await api("POST", "/auth/codes", { body: { email: "kick@acme.example" }, network: newNetwork() });
    await untilDelivered(place.workspaceId);
    expect(await count()).toEqual(before);
  });
});

describe("reading them", () => {
  it("counts what is unread, and marks some or all as read", async () => {
    const place = await house({ seats: 1 });
    const token = await link(place);
    for (let at = 0; at < 2; at += 1) await take(await someone(), token);
    await expect.poll(async () => (await notified(place.admin)).body.unread, { timeout: 10_000 }).toBe(3);
    const { items } = (await notified(place.admin)).body;
    const read = (body?: object) =>
      api("POST", "/notifications/read", { token: place.admin.token, ...(body ? { body } : {}) });
    expect((await read({ ids: [items[0].id] })).body).toEqual({ unread: 2 });
    expect(
      (await notified(place.admin)).body.items.map(({ readAt }: { readAt: string | null }) => readAt !== null),
    ).toEqual([true, false, false]);
    const stranger = await someone();
    await api("POST", "/notifications/read", { token: stranger.token, body: { ids: [items[1].id] } });
    expect((await notified(place.admin)).body.unread).toBe(2);
    expect((await read()).body).toEqual({ unread: 0 });
  });

  it("pages by key", async () => {
    const place = await house({ seats: 1 });
    const token = await link(place);
    for (let at = 0; at < 3; at += 1) await take(await someone(), token);
    await expect.poll(async () => (await notified(place.admin)).body.unread, { timeout: 10_000 }).toBe(4);
    const all = (await notified(place.admin)).body.items.map(({ id }: { id: string }) => id);
    const first = (await notified(place.admin, "?limit=3")).body;
    const second = (await notified(place.admin, `?limit=3&cursor=${first.nextCursor}`)).body;
    expect([...first.items, ...second.items].map(({ id }: { id: string }) => id)).toEqual(all);
    expect(second.nextCursor).toBeNull();
    expect((await notified(place.admin, "?cursor=x")).body.code).toBe("invalid_request");
  });
});

describe("the stream", () => {
  const streams: EventStream[] = [];
  afterEach(() => {
    for (const stream of streams.splice(0)) stream.close();
  });

  async function listen(who: Person | { token: string }, lastEventId?: string): Promise<EventStream> {
    const stream = await openEvents("/notifications/stream", who.token, lastEventId);
    streams.push(stream);
    // The first thing it says; from then on nothing is missed.
    await expect.poll(() => stream.events.map(({ event }) => event)).toContain("unread");
    return stream;
  }
  const told = (stream: EventStream, kind: string) => stream.events.filter(({ event }) => event === kind);
  const until = (stream: EventStream, kind: string, count: number) =>
    expect.poll(() => told(stream, kind), { timeout: 10_000, interval: 20 }).toHaveLength(count);

  it("tells every open view of a request and of its decision, within two seconds", async () => {
    const { place, second, person } = await scene();
    await untilTypes(second, ["invitation.received"]);
    const [one, other] = [await listen(place.admin), await listen(second)];
    const asked = Date.now();
    await ask(person, place.workspaceId, { message: "Hello." });
    await until(one, "notification", 1);
    await until(other, "notification", 1);
    expect(Date.now() - asked).toBeLessThan(2_000);
    const [event] = told(one, "notification");
    expect(event?.data).toMatchObject({ type: "join_request.received", member: { email: person.email } });
    expect(Number(event?.id)).toBeGreaterThan(0);
    await expect.poll(() => told(one, "unread").at(-1)?.data).toEqual({ unread: 1 });

    const id = await membershipOf(place, person);
    const seen = told(other, "membership").length;
    await decide(place, place.admin, id, "approve");
    await expect.poll(() => told(other, "membership").length, { timeout: 10_000 }).toBeGreaterThan(seen);
    expect(told(other, "membership").at(-1)?.data).toEqual({ workspaceId: place.workspaceId, membershipId: id });
  });

  it("goes on from the last one seen: what was missed comes first, in order, once", async () => {
    const place = await house({ seats: 1 });
    const token = await link(place);
    const before = await listen(place.admin);
    await take(await someone(), token);
    await until(before, "notification", 2);
    const last = told(before, "notification").at(-1)?.id;
    before.close();
    await take(await someone(), token);
    await take(await someone(), token);
    await expect.poll(async () => (await notified(place.admin)).body.items.length, { timeout: 10_000 }).toBe(4);
    const after = await listen(place.admin, last);
    await until(after, "notification", 2);
    const ids = told(after, "notification").map(({ id }) => Number(id));
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    expect(Math.min(...ids)).toBeGreaterThan(Number(last));
  });

  it("keeps windows in step when something is read", async () => {
    const place = await house({ seats: 1 });
    await take(await someone(), await link(place));
    await expect.poll(async () => (await notified(place.admin)).body.unread, { timeout: 10_000 }).toBe(2);
    const stream = await listen(place.admin);
    await api("POST", "/notifications/read", { token: place.admin.token });
    await expect.poll(() => told(stream, "unread").at(-1)?.data, { timeout: 10_000 }).toEqual({ unread: 0 });
  });

  it("says for how long nothing was said: never too long, whoever heard it", async () => {
    const quietMs = ({ headers }: EventStream) => Number(headers.get(QUIET_HEADER));
    const place = await house({ seats: 1 });
    const token = await link(place);
    const open = await listen(place.admin);
    const asked = Date.now();
    await take(await someone(), token);
    await until(open, "membership", 1);
    const stream = await listen(place.admin);
    expect(quietMs(stream)).toBeGreaterThanOrEqual(0);
    expect(quietMs(stream)).toBeLessThan(Date.now() - asked);
    // Of others' words nothing shows in one's own.
    expect(quietMs(await listen(await someone()))).toBeGreaterThan(Date.now() - asked);
  });

  it("tells nothing more once its session is over, and ends", async () => {
    const place = await house({ seats: 1 });
    const token = await link(place);
    const stream = await listen(place.admin);
    await api("DELETE", "/auth/sessions/current", { token: place.admin.token });
    await take(await someone(), token);
    await stream.ended;
    expect(told(stream, "notification")).toEqual([]);
    expect((await openEvents("/notifications/stream", place.admin.token)).status).toBe(401);
  });
});

it("a workspace whose seats were added no longer has a seat short for the next", async () => {
  const place = await house({ seats: 1 });
  const token = await link(place);
  await take(await someone(), token);
  await setSeats(place, 3);
  expect((await take(await someone(), token)).body.status).toBe("active");
});
