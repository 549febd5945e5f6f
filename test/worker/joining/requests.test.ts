import { describe, expect, it } from "vitest";
import { newId } from "../../../shared/ids.ts";
import { api } from "../../support/client.ts";
import { newDomain, someone } from "../../support/crowd.ts";
import { sql } from "../../support/database.ts";
import { ask, type House, house, invite, link, membershipOf, setSeats, statusOf, take } from "../../support/joining.ts";
import type { Person } from "../../support/plant-people.ts";

/** A workspace that takes requests, and someone of the company who has asked. */
async function asked(policy: "request" | "domain" = "request"): Promise<{ place: House; person: Person; id: string }> {
  const domain = newDomain();
  const place = await house({ domain, policy });
  const person = await someone(domain);
  await ask(person, place.workspaceId, { message: "I make the product films." });
  return { place, person, id: await membershipOf(place, person) };
}

const decide = ({ workspaceId }: House, who: { token: string }, id: string, verb: "approve" | "deny", body?: object) =>
  api("POST", `/workspaces/${workspaceId}/join-requests/${id}/${verb}`, {
    token: who.token,
    ...(body ? { body } : {}),
  });
const list = ({ workspaceId, admin }: House, query = "") =>
  api("GET", `/workspaces/${workspaceId}/join-requests${query}`, { token: admin.token });
const withdraw = (person: Person, workspaceId: string) =>
  api("DELETE", `/workspaces/${workspaceId}/join-requests/mine`, { token: person.token });

/** A second Super Admin. */
async function colleague(place: House): Promise<Person> {
  const second = await someone();
  await invite(place, second.email, "super_admin");
  await take(second, await link(place));
  return second;
}

describe("a join request", () => {
  it("stands in the list of requests and of members, takes no seat, and is approved to Active at once", async () => {
    const { place, person, id } = await asked();
    const { body } = await list(place);
    expect(body).toMatchObject({
      nextCursor: null,
      items: [{ id, email: person.email, status: "requested", statusLabel: "Requested" }],
    });
    expect(body.items[0].message).toBe("I make the product films.");
    const members = await api("GET", `/workspaces/${place.workspaceId}/members?status=requested`, {
      token: place.admin.token,
    });
    expect(members.body).toMatchObject({ items: [{ id }], counts: { requested: 1, active: 1 } });
    const plan = () => api("GET", `/workspaces/${place.workspaceId}/plan`, { token: place.admin.token });
    expect((await plan()).body).toMatchObject({ occupied: 1, held: 0 });

    const approved = await decide(place, place.admin, id, "approve");
    expect([approved.status, approved.body.status, approved.body.role]).toEqual([200, "active", "viewer"]);
    expect((await plan()).body).toMatchObject({ occupied: 2, held: 0 });
    expect((await list(place)).body.items).toEqual([]);
    const mine = await api("GET", `/workspaces/${place.workspaceId}`, { token: person.token });
    expect(mine.status).toBe(200);
  });

  it("is approved in the role named, or in the workspace's default one", async () => {
    const named = await asked();
    expect((await decide(named.place, named.place.admin, named.id, "approve", { role: "creator" })).body.role).toBe(
      "creator",
    );
    const other = await asked();
    await api("PATCH", `/workspaces/${other.place.workspaceId}`, {
      token: other.place.admin.token,
      body: { defaultRole: "developer" },
    });
    expect((await decide(other.place, other.place.admin, other.id, "approve")).body.role).toBe("developer");
  });

  it("waits where no seat is free", async () => {
    const { place, person, id } = await asked();
    await setSeats(place, 1);
    const answer = await decide(place, place.admin, id, "approve");
    expect([answer.status, answer.body.code]).toEqual([409, "no_seats"]);
    expect(await statusOf(place, person)).toBe("requested");
    expect((await invite(place, person.email)).body.code).toBe("no_seats");
  });

  it("is approved by inviting the address, and inviting is refused for nobody else because of it", async () => {
    const { place, person } = await asked();
    const answer = await invite(place, person.email.toUpperCase(), "creator");
    expect(answer.body.results).toMatchObject([
      { outcome: "approved", membership: { status: "active", role: "creator" } },
    ]);
    const mails = await sql("SELECT id FROM outbox WHERE workspace_id = ? AND topic = 'member.invited'", [
      place.workspaceId,
    ]);
    expect(mails).toEqual([]);
  });

  it("asked again keeps one row and takes the newer message", async () => {
    const { place, person } = await asked();
    await Promise.all(Array.from({ length: 8 }, () => ask(person, place.workspaceId, { message: "Again." })));
    const { body } = await list(place);
    expect(body.items.map(({ message }: { message: string }) => message)).toEqual(["Again."]);
    const told = await sql("SELECT id FROM outbox WHERE workspace_id = ? AND topic = 'member.requested'", [
      place.workspaceId,
    ]);
    expect(told).toHaveLength(1);
  });

  it("is withdrawn by the person, who may ask anew", async () => {
    const { place, person, id } = await asked();
    expect((await withdraw(person, place.workspaceId)).status).toBe(204);
    expect(await statusOf(place, person)).toBeUndefined();
    const late = await decide(place, place.admin, id, "approve");
    expect([late.status, late.body.code, late.body.outcome]).toEqual([409, "request_decided", "withdrawn"]);
    await ask(person, place.workspaceId);
    expect(await statusOf(place, person)).toBe("requested");
  });

  it("denied, nothing is stored of asking again for a day; then it is a request, whatever the policy", async () => {
    const { place, person, id } = await asked("request");
    const denied = await decide(place, place.admin, id, "deny");
    expect([denied.status, denied.body.status]).toEqual([200, "ended"]);
    const again = await ask(person, place.workspaceId);
    expect([again.status, again.body]).toEqual([202, {}]);
    expect(await statusOf(place, person)).toBeUndefined();
    await sql("UPDATE memberships SET ended_at = ended_at - 86400001 WHERE id = ?", [id]);
    await ask(person, place.workspaceId);
    expect(await statusOf(place, person)).toBe("requested");
  });

  it("of someone invited accepts the invitation under every policy", async () => {
    const place = await house({ policy: "invite_only" });
    const person = await someone(newDomain());
    await invite(place, person.email, "creator");
    await ask(person, place.workspaceId);
    expect(await statusOf(place, person)).toBe("active");
  });

  it("of a suspended or active member changes nothing", async () => {
    const { place, person, id } = await asked();
    await decide(place, place.admin, id, "approve", { role: "creator" });
    await ask(person, place.workspaceId);
    expect(await statusOf(place, person)).toBe("active");
    await api("PATCH", `/workspaces/${place.workspaceId}/members/${id}`, {
      token: place.admin.token,
      body: { status: "suspended" },
    });
    await ask(person, place.workspaceId);
    expect(await statusOf(place, person)).toBe("suspended");
  });

  it("is let in when the policy opens and it is asked again", async () => {
    const { place, person } = await asked("request");
    const domain = person.email.split("@")[1] ?? "";
    await sql(
      "INSERT INTO domains (id, workspace_id, domain, created_at, proven_at, change_id) VALUES (?, ?, ?, 1, 1, 'x')",
      [newId("domain"), place.workspaceId, domain],
    );
    await api("PATCH", `/workspaces/${place.workspaceId}`, {
      token: place.admin.token,
      body: { joinPolicy: "domain" },
    });
    await ask(person, place.workspaceId);
    expect(await statusOf(place, person)).toBe("active");
  });

  it("pages by key", async () => {
    const domain = newDomain();
    const place = await house({ domain, policy: "request" });
    const people = await Promise.all([someone(domain), someone(domain), someone(domain)]);
    for (const person of people) await ask(person, place.workspaceId);
    const first = await list(place, "?limit=2");
    const second = await list(place, `?limit=2&cursor=${first.body.nextCursor}`);
    const seen = [...first.body.items, ...second.body.items].map(({ email }: { email: string }) => email);
    expect(seen).toEqual(people.map(({ email }) => email).reverse());
    expect(second.body.nextCursor).toBeNull();
  });
});

describe("two admins at once", () => {
  it.each([
    ["approve", "deny"],
    ["approve", "approve"],
    ["deny", "deny"],
  ] as const)("%s and %s: one decides, the other is told the outcome", async (one, other) => {
    const { place, person, id } = await asked();
    const second = await colleague(place);
    const answers = await Promise.all([decide(place, place.admin, id, one), decide(place, second, id, other)]);
    const winner = answers.find(({ status }) => status === 200);
    const loser = answers.find(({ status }) => status === 409);
    const outcome = winner?.body.status === "active" ? "approved" : "denied";
    expect(loser?.body).toMatchObject({ code: "request_decided", outcome });
    expect(await statusOf(place, person)).toBe(outcome === "approved" ? "active" : undefined);
    const entries = await sql(
      "SELECT action FROM audit_entries WHERE target = ? AND action IN ('member.approved', 'member.denied')",
      [id],
    );
    expect(entries).toHaveLength(1);
  });
});

describe("what does not fit", () => {
  it("a message too long is 400, and nothing is stored", async () => {
    const domain = newDomain();
    const place = await house({ domain, policy: "request" });
    const person = await someone(domain);
    const answer = await ask(person, place.workspaceId, { message: "x".repeat(501) });
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, "/message"]);
    expect((await ask(person, place.workspaceId, { role: "super_admin" })).body.errors[0].code).toBe("unknown_field");
    const turned = await ask(person, place.workspaceId, { message: "a\u202Eb" });
    expect([turned.status, turned.body.errors[0].pointer]).toEqual([400, "/message"]);
    expect(await statusOf(place, person)).toBeUndefined();
  });

  it("a workspace makes nobody a Super Admin who asks", async () => {
    const place = await house();
    const answer = await api("PATCH", `/workspaces/${place.workspaceId}`, {
      token: place.admin.token,
      body: { defaultRole: "super_admin" },
    });
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, "/defaultRole"]);
  });

  it("an id that is no request of this workspace is 404", async () => {
    const { place, id } = await asked();
    const elsewhere = await house();
    const own = await membershipOf(place, place.admin);
    for (const [where, which] of [
      [place, own],
      [place, newId("membership")],
      [elsewhere, id],
    ] as const) {
      for (const verb of ["approve", "deny"] as const) {
        expect((await decide(where, where.admin, which, verb)).body.code).toBe("not_found");
      }
    }
  });

  it("the answer is the same for a workspace that exists, one that does not and what is no id", async () => {
    const person = await someone();
    const place = await house({ domain: newDomain(), policy: "domain" });
    const answers = [];
    for (const id of [place.workspaceId, newId("workspace"), "nonsense", "x".repeat(5_000)]) {
      answers.push(await ask(person, id), await withdraw(person, id));
    }
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(new Set(["202 {}", "204 "]));
  });

  it("asking on and on is 429", async () => {
    const person = await someone();
    const answers = [];
    for (let at = 0; at < 11; at += 1) answers.push(await ask(person, "wsp_unknown"));
    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: 10 }, () => 202), 429]);
    expect(Number(answers.at(-1)?.headers.get("Retry-After"))).toBeGreaterThan(0);
  });
});
