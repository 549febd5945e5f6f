import { describe, expect, it } from "vitest";
import { UNPROVEN_DOMAIN_USERS_MAX } from "../../../shared/limits.ts";
import { api } from "../../support/client.ts";
import { crowd, newDomain, someone } from "../../support/crowd.ts";
import { type House, house, invite, link, prove, take } from "../../support/joining.ts";
import type { Person } from "../../support/plant-people.ts";

const mayBeFound = async (...people: Person[]) => {
  for (const { token } of people) await api("PATCH", "/me", { token, body: { suggestible: true } });
};
const suggested = ({ workspaceId }: Pick<House, "workspaceId">, who: { token: string }, query = "") =>
  api("GET", `/workspaces/${workspaceId}/suggestions${query}`, { token: who.token });
const emails = (answer: { body: { items: { email: string }[] } }) => answer.body.items.map(({ email }) => email);
const dismiss = ({ workspaceId, admin }: House, userId: string) =>
  api("POST", `/workspaces/${workspaceId}/suggestions/${userId}/dismiss`, { token: admin.token });

describe("suggestions", () => {
  it("are colleagues on the admin's own company domain who said they may be found, the newest first", async () => {
    const domain = newDomain();
    const place = await house({ domain });
    const [first, second, silent, shy] = await crowd(4, domain);
    if (!first || !second || !silent || !shy) throw new Error("nobody was made");
    const elsewhere = await someone(newDomain());
    await mayBeFound(first, second, elsewhere);
    await api("PATCH", "/me", { token: shy.token, body: { suggestible: false } });
    const found = await suggested(place, place.admin);
    expect(new Set(emails(found))).toEqual(new Set([first.email, second.email]));
    expect(found.body.items[0]).toEqual({
      userId: expect.stringMatching(/^usr_/),
      email: expect.any(String),
      name: "",
    });
    expect(found.body.nextCursor).toBeNull();

    await api("PATCH", "/me", { token: first.token, body: { suggestible: false } });
    expect(emails(await suggested(place, place.admin))).toEqual([second.email]);
  });

  it("leave out whoever is invited, asked, or a member, until they are no longer", async () => {
    const domain = newDomain();
    const place = await house({ domain });
    const person = await someone(domain);
    await mayBeFound(person, place.admin);
    expect(emails(await suggested(place, place.admin))).toEqual([person.email]);
    const invited = await invite(place, person.email);
    expect(invited.body.results[0].outcome).toBe("invited");
    expect(emails(await suggested(place, place.admin))).toEqual([]);
    await api("DELETE", `/workspaces/${place.workspaceId}/invitations/${invited.body.results[0].membership.id}`, {
      token: place.admin.token,
    });
    expect(emails(await suggested(place, place.admin))).toEqual([person.email]);
  });

  it("dismissed, are not shown again in this workspace, and are in another", async () => {
    const domain = newDomain();
    const place = await house({ domain });
    const other = await house({ admin: place.admin });
    const person = await someone(domain);
    await mayBeFound(person);
    expect((await dismiss(place, person.userId)).status).toBe(204);
    expect((await dismiss(place, person.userId)).status).toBe(204);
    expect(emails(await suggested(place, place.admin))).toEqual([]);
    expect(emails(await suggested(other, place.admin))).toEqual([person.email]);
  });

  it("go to an admin for their own domain alone, proven by the mailbox", async () => {
    const domain = newDomain();
    const place = await house({ domain: newDomain() });
    await prove(place, domain);
    await mayBeFound(await someone(domain));
    expect(emails(await suggested(place, place.admin))).toEqual([]);
  });

  it("are none on a public provider's domain", async () => {
    const [admin, person] = await crowd(2, "gmail.com");
    if (!admin || !person) throw new Error("nobody was made");
    await mayBeFound(person);
    const place = await house({ admin });
    expect(emails(await suggested(place, admin))).toEqual([]);
  });

  it("of a domain of too many users are none, until DNS proves it", async () => {
    const domain = newDomain();
    const [person] = await crowd(UNPROVEN_DOMAIN_USERS_MAX - 1, domain);
    if (!person) throw new Error("nobody was made");
    await mayBeFound(person);
    const place = await house({ domain });
    expect(emails(await suggested(place, place.admin, "?limit=200"))).toEqual([person.email]);
    await someone(domain);
    expect(emails(await suggested(place, place.admin, "?limit=200"))).toEqual([]);
    await prove(place, domain);
    expect(emails(await suggested(place, place.admin, "?limit=200"))).toEqual([person.email]);
  });

  it("page by key to the end, also where most are members already", async () => {
    const domain = newDomain();
    const place = await house({ domain, seats: 100 });
    const people = await crowd(30, domain);
    await mayBeFound(...people);
    const token = await link(place);
    for (const person of people.slice(3)) await take(person, token);
    const seen: string[] = [];
    let cursor: string | null = "";
    for (let pages = 0; cursor !== null && pages < 40; pages += 1) {
      const page = await suggested(place, place.admin, `?limit=1${cursor ? `&cursor=${cursor}` : ""}`);
      seen.push(...emails(page));
      cursor = page.body.nextCursor;
    }
    expect(cursor).toBeNull();
    expect(seen.toSorted()).toEqual(
      people
        .slice(0, 3)
        .map(({ email }) => email)
        .toSorted(),
    );
  });
});

describe("looking addresses up", () => {
  const lookUp = ({ workspaceId, admin }: House, body: object) =>
    api("POST", `/workspaces/${workspaceId}/members/lookup`, { token: admin.token, body });

  it("tells what each is here, on company domains alone, in the order asked", async () => {
    const domain = newDomain();
    const place = await house({ domain });
    const [active, invited, unknown] = await crowd(3, domain);
    if (!active || !invited || !unknown) throw new Error("nobody was made");
    const foreign = await someone(newDomain());
    await take(active, await link(place));
    await take(foreign, await link(place));
    await invite(place, invited.email);
    const answer = await lookUp(place, {
      emails: [unknown.email, active.email.toUpperCase(), "nonsense", invited.email, foreign.email, "a@gmail.com"],
    });
    expect(answer.body.results.map(({ status }: { status: string }) => status)).toEqual([
      "none",
      "active",
      "none",
      "invited",
      "not_company",
      "not_company",
    ]);
    expect(answer.body.results[1].email).toBe(active.email.toUpperCase());
  });

  it("takes one to two hundred", async () => {
    const place = await house();
    const many = (count: number) => Array.from({ length: count }, (_, at) => `p${at}@acme.example`);
    expect((await lookUp(place, { emails: [] })).body.errors[0].pointer).toBe("/emails");
    expect((await lookUp(place, { emails: many(201) })).body.errors[0].pointer).toBe("/emails");
    expect((await lookUp(place, { emails: many(200) })).body.results).toHaveLength(200);
  });
});
