import { describe, expect, it } from "vitest";
import { askFor, type Closed, closedVideo, decline, grant, memberOf, opens, waiting } from "../../support/asking.ts";
import { api } from "../../support/client.ts";
import { newDomain, someone } from "../../support/crowd.ts";
import { sql } from "../../support/database.ts";
import { type House, invite, link, membershipOf, take } from "../../support/joining.ts";
import type { Person } from "../../support/plant-people.ts";

const grantsOf = async ({ video }: Closed) =>
  (await sql("SELECT membership_id, level FROM grants WHERE node_id = ?", [video.id])).map((row) => ({ ...row }));
const guestsOf = async ({ share }: Closed): Promise<{ guest: string; since: number }[]> =>
  JSON.parse(String((await sql("SELECT guests FROM shares WHERE id = ?", [share.id]))[0]?.guests));
const setPolicy = ({ workspaceId, admin }: House, guestsAllowed: string) =>
  api("PATCH", `/workspaces/${workspaceId}`, { token: admin.token, body: { sharePolicy: { guestsAllowed } } });
const setMember = async ({ workspaceId, admin }: House, person: Person, body: object) =>
  api("PATCH", `/workspaces/${workspaceId}/members/${await membershipOf({ workspaceId }, person)}`, {
    token: admin.token,
    body,
  });
const remove = async ({ workspaceId, admin }: House, person: Person) =>
  api("DELETE", `/workspaces/${workspaceId}/members/${await membershipOf({ workspaceId }, person)}`, {
    token: admin.token,
  });

async function asked(who?: (place: House) => Promise<Person>) {
  const closed = await closedVideo();
  const person = who ? await who(closed.place) : await someone();
  const answer = await askFor(closed.share, person);
  if (answer.status !== 201) throw new Error(answer.text);
  return { ...closed, closed, person, request: answer.body, admin: closed.place.admin };
}

describe("granting a member", () => {
  it.each(["view", "edit"] as const)(
    "%s gives a grant at the node, and lets them in within a second",
    async (level) => {
      const { closed, person, request, admin, place, share } = await asked((house) => memberOf(house, "creator"));
      expect(await opens(share, person)).toEqual([403, 403]);
      const answer = await grant(admin, request, level);
      const answeredAt = performance.now();
      expect([answer.status, answer.body]).toEqual([200, request]);
      await expect.poll(() => opens(share, person), { timeout: 1_000, interval: 20 }).toEqual([200, 200]);
      expect(performance.now() - answeredAt).toBeLessThan(1_000);
      expect(await grantsOf(closed)).toEqual([{ membership_id: await membershipOf(place, person), level }]);
      expect(await guestsOf(closed)).toEqual([]);
      expect(await waiting(admin, closed.video)).toEqual([]);
    },
  );

  it("never lowers a grant that is there", async () => {
    const { closed, person, request, admin, place } = await asked((house) => memberOf(house, "creator"));
    const membershipId = await membershipOf(place, person);
    await sql("INSERT INTO grants (node_id, membership_id, level) VALUES (?, ?, 'edit')", [
      closed.video.id,
      membershipId,
    ]);
    expect((await grant(admin, request, "view")).status).toBe(200);
    expect(await grantsOf(closed)).toEqual([{ membership_id: membershipId, level: "edit" }]);
  });

  it("raises one that is lower", async () => {
    const { closed, person, request, admin, place } = await asked((house) => memberOf(house, "creator"));
    const membershipId = await membershipOf(place, person);
    await sql("INSERT INTO grants (node_id, membership_id, level) VALUES (?, ?, 'view')", [
      closed.video.id,
      membershipId,
    ]);
    expect((await grant(admin, request, "edit")).status).toBe(200);
    expect(await grantsOf(closed)).toEqual([{ membership_id: membershipId, level: "edit" }]);
  });

  it("counts whoever came in since they asked as a member", async () => {
    const { closed, person, request, admin, place } = await asked();
    await take(person, await link(place));
    expect((await grant(admin, request, "edit")).status).toBe(200);
    expect(await grantsOf(closed)).toHaveLength(1);
    expect(await guestsOf(closed)).toEqual([]);
  });

  it("refuses whoever was suspended since they asked", async () => {
    const { person, request, admin, place } = await asked((house) => memberOf(house, "viewer"));
    await setMember(place, person, { status: "suspended" });
    expect((await grant(admin, request)).body.code).toBe("invalid_state");
    expect((await decline(admin, request)).status).toBe(200);
  });
});

describe("granting someone from outside", () => {
  it("makes them a guest by their address, let in within a second, taking no seat", async () => {
    const { closed, person, request, admin, share, place } = await asked();
    const seats = async () =>
      (await api("GET", `/workspaces/${place.workspaceId}/plan`, { token: admin.token })).body.occupied;
    const before = await seats();
    expect((await grant(admin, request)).status).toBe(200);
    await expect.poll(() => opens(share, person), { timeout: 1_000, interval: 20 }).toEqual([200, 200]);
    expect(await guestsOf(closed)).toEqual([{ guest: person.email, since: expect.any(Number) }]);
    expect([await grantsOf(closed), await seats()]).toEqual([[], before]);
    const [told] = await sql(
      "SELECT count(*) AS n FROM outbox WHERE topic = 'share.changed' AND payload ->> 'shareId' = ?",
      [share.id],
    );
    expect(told?.n).toBe(1);
  });

  it("beside those who are guests already, all at once, each one time", async () => {
    const closed = await closedVideo();
    const { admin } = closed.place;
    await api("PATCH", `/shares/${closed.share.id}`, { token: admin.token, body: { guests: ["first@acme.example"] } });
    const people = await Promise.all(Array.from({ length: 6 }, () => someone()));
    const requests = await Promise.all(people.map((person) => askFor(closed.share, person)));
    const answers = await Promise.all(requests.map(({ body }) => grant(admin, body)));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    const guests = (await guestsOf(closed)).map(({ guest }) => guest);
    expect(guests[0]).toBe("first@acme.example");
    expect(guests.toSorted()).toEqual(["first@acme.example", ...people.map(({ email }) => email)].toSorted());
  });

  it("who was removed and is a guest from before is named anew, not twice", async () => {
    const closed = await closedVideo();
    const { place, share } = closed;
    const person = await memberOf(place, "viewer");
    await api("PATCH", `/shares/${share.id}`, { token: place.admin.token, body: { guests: [person.email] } });
    await remove(place, person);
    const request = await askFor(share, person);
    expect(request.status).toBe(201);
    expect((await grant(place.admin, request.body)).status).toBe(200);
    expect(await opens(share, person)).toEqual([200, 200]);
    expect(await guestsOf(closed)).toHaveLength(1);
  });

  it("who is invited and has not accepted is from outside", async () => {
    const { closed, person, request, admin, place, share } = await asked();
    await invite(place, person.email);
    expect((await grant(admin, request, "edit")).body.code).toBe("invalid_request");
    expect((await grant(admin, request)).status).toBe(200);
    expect([await opens(share, person), (await guestsOf(closed)).length]).toEqual([[200, 200], 1]);
  });

  it("with edit is 400, and the request waits on", async () => {
    const { closed, request, admin } = await asked();
    const answer = await grant(admin, request, "edit");
    expect([answer.status, answer.body]).toMatchObject([
      400,
      { code: "invalid_request", errors: [{ pointer: "/level" }] },
    ]);
    expect(await waiting(admin, closed.video)).toHaveLength(1);
  });

  it("where the workspace takes no guests is 409 and the request waits on", async () => {
    const { closed, person, request, admin, share, place } = await asked();
    await setPolicy(place, "none");
    const answer = await grant(admin, request);
    expect([answer.status, answer.body.code]).toEqual([409, "guests_not_allowed"]);
    expect([await guestsOf(closed), (await waiting(admin, closed.video)).length]).toEqual([[], 1]);
    await setPolicy(place, "addresses");
    expect((await grant(admin, request)).status).toBe(200);
    expect(await opens(share, person)).toEqual([200, 200]);
  });

  it("where the share has ended is 410, and where it is for members or full 409", async () => {
    const { request, admin, share } = await asked();
    await api("PATCH", `/shares/${share.id}`, { token: admin.token, body: { visibility: "workspace" } });
    expect((await grant(admin, request)).body.code).toBe("invalid_state");
    const guests = Array.from({ length: 500 }, (_, at) => `p${at}@acme.example`);
    await api("PATCH", `/shares/${share.id}`, { token: admin.token, body: { visibility: "restricted", guests } });
    expect((await grant(admin, request)).body.code).toBe("invalid_state");
    await api("DELETE", `/shares/${share.id}`, { token: admin.token });
    expect((await grant(admin, request)).body.code).toBe("share_gone");
    expect((await decline(admin, request)).status).toBe(200);
  });
});

describe("declining", () => {
  it("lets nobody in and leaves the list", async () => {
    const { closed, person, request, admin, share } = await asked();
    const answer = await decline(admin, request);
    expect([answer.status, answer.body]).toEqual([200, request]);
    expect([await opens(share, person), await waiting(admin, closed.video)]).toEqual([[403, 403], []]);
  });
});

describe("deciding what was decided", () => {
  it("is 409 with what it was", async () => {
    for (const [first, second, outcome] of [
      [grant, decline, "granted"],
      [decline, grant, "declined"],
      [grant, grant, "granted"],
    ] as const) {
      const { request, admin } = await asked();
      expect((await first(admin, request)).status).toBe(200);
      const late = await second(admin, request);
      expect([late.status, late.body]).toMatchObject([409, { code: "request_decided", outcome }]);
    }
  });

  it("by two managers at once is done by one, and the other is told", async () => {
    for (let round = 0; round < 5; round += 1) {
      const owner = await someone(newDomain());
      const { place, closed, request, admin, share, person } = await asked();
      await take(owner, await link(place, { role: "creator" }));
      await api("PATCH", `/nodes/${closed.video.id}`, {
        token: admin.token,
        body: { ownerMembershipId: await membershipOf(place, owner) },
      });
      const answers = await Promise.all([grant(admin, request), decline(owner, request)]);
      const statuses = answers.map(({ status }) => status);
      expect(statuses.toSorted()).toEqual([200, 409]);
      const outcome = statuses[0] === 200 ? "granted" : "declined";
      expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: "request_decided", outcome });
      const entries = await sql("SELECT action FROM audit_entries WHERE target = ? AND action <> 'access.requested'", [
        request.id,
      ]);
      expect(entries.map(({ action }) => action)).toEqual([`access.${outcome}`]);
      expect(await opens(share, person)).toEqual(outcome === "granted" ? [200, 200] : [403, 403]);
    }
  });
});

it("whoever hands the node over while they decide either did before, or decides nothing", async () => {
  for (let round = 0; round < 5; round += 1) {
    const { place, closed, request, admin } = await asked();
    const owner = await memberOf(place, "creator");
    const path = `/nodes/${closed.video.id}`;
    const handOver = async (membershipId: string, who: { token: string }) =>
      api("PATCH", path, { token: who.token, body: { ownerMembershipId: membershipId } });
    await handOver(await membershipOf(place, owner), admin);
    const [granted] = await Promise.all([grant(owner, request), handOver(await membershipOf(place, admin), admin)]);
    expect([200, 403, 404]).toContain(granted.status);
    expect(await waiting(admin, closed.video)).toHaveLength(granted.status === 200 ? 0 : 1);
  }
});

it("a request unknown, or of another node, is 404; a level that is none 400", async () => {
  const { request, admin, place } = await asked();
  const other = await closedVideo(undefined, place);
  for (const wrong of [
    { ...request, id: request.id.replace(/.{4}$/, "0000") },
    { ...request, id: "x" },
    { ...request, nodeId: other.video.id },
  ]) {
    expect((await grant(admin, wrong)).body.code).toBe("not_found");
    expect((await decline(admin, wrong)).body.code).toBe("not_found");
  }
  for (const level of ["manage", "none", ""])
    expect((await grant(admin, request, level)).body.code).toBe("invalid_request");
});

it("the audit log says who asked, who granted and who declined", async () => {
  const { request, admin, place, person, share } = await asked();
  await grant(admin, request);
  const other = await askFor(share, await someone());
  await decline(admin, other.body);
  const log = await api("GET", `/workspaces/${place.workspaceId}/audit`, { token: admin.token });
  const entries = log.body.items.filter(({ action }: { action: string }) => action.startsWith("access."));
  expect(entries.map(({ action }: { action: string }) => action)).toEqual([
    "access.declined",
    "access.requested",
    "access.granted",
    "access.requested",
  ]);
  expect(JSON.stringify(entries)).toContain(person.email);
});

it("the list pages by key", async () => {
  const closed = await closedVideo();
  const ids: string[] = [];
  for (let at = 0; at < 3; at += 1) ids.unshift((await askFor(closed.share, await someone())).body.id);
  const list = (query: string) =>
    api("GET", `/nodes/${closed.video.id}/access-requests${query}`, { token: closed.place.admin.token });
  const first = (await list("?limit=2")).body;
  const second = (await list(`?limit=2&cursor=${first.nextCursor}`)).body;
  expect([...first.items, ...second.items].map(({ id }: { id: string }) => id)).toEqual(ids);
  expect(second.nextCursor).toBeNull();
  expect((await list("?limit=0")).status).toBe(400);
});
