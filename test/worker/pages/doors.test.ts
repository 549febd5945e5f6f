import { describe, expect, it } from "vitest";
import { newId } from "../../../shared/ids.ts";
import { newAddress } from "../../support/actors.ts";
import { api, request } from "../../support/client.ts";
import { newDomain, someone } from "../../support/crowd.ts";
import { sql } from "../../support/database.ts";
import {
  ask,
  house,
  invite,
  link,
  membershipOf,
  prove,
  setSeats,
  shutOut,
  statusOf,
  take,
} from "../../support/joining.ts";
import { browser, signInOnPage } from "../../support/page-visitor.ts";

const on = (domain: string) => newAddress().replace(/@.*/, `@${domain}`);

describe("the page of an invite link", () => {
  it("opened by a scanner changes nothing; pressed, it lets in", async () => {
    const place = await house();
    const token = await link(place, { role: "creator" });
    for (const method of ["GET", "HEAD"]) expect((await request(method, `/join/${token}`)).status).toBe(200);
    const email = newAddress();
    const { page } = await signInOnPage(email, `/join/${token}`);
    const shown = await page.get(`/join/${token}`);
    expect([shown.headers.get("referrer-policy"), shown.headers.get("cache-control")]).toEqual([
      "no-referrer",
      "private, no-store",
    ]);
    expect(await statusOf(place, { email })).toBeUndefined();
    const pressed = await page.post(`/join/${token}`, {});
    expect([pressed.status, pressed.headers.get("location")]).toEqual([303, "/"]);
    expect(await statusOf(place, { email })).toBe("active");
  });

  it("says so where it makes a request", async () => {
    const place = await house({ seats: 1 });
    const { page } = await signInOnPage(newAddress());
    const pressed = await page.post(`/join/${await link(place)}`, {});
    expect([pressed.status, pressed.body.includes("Your request is on its way")]).toEqual([200, true]);
  });

  it("is friendly where it is over, unknown, or the reader suspended", async () => {
    const place = await house();
    const token = await link(place);
    expect((await request("GET", "/join/unknown")).status).toBe(404);
    const { page } = await signInOnPage(newAddress());
    await api("DELETE", `/workspaces/${place.workspaceId}/invite-link`, { token: place.admin.token });
    const gone = await page.get(`/join/${token}`);
    expect([gone.status, gone.body.includes("This invite link is over")]).toEqual([410, true]);
    expect((await page.post(`/join/${token}`, {})).status).toBe(410);

    const email = newAddress();
    const visitor = await signInOnPage(email);
    const next = await link(place);
    await visitor.page.post(`/join/${next}`, {});
    const id = await membershipOf(place, { email });
    await api("PATCH", `/workspaces/${place.workspaceId}/members/${id}`, {
      token: place.admin.token,
      body: { status: "suspended" },
    });
    const suspended = await visitor.page.post(`/join/${next}`, {});
    expect([suspended.status, suspended.body.includes("You are suspended there")]).toEqual([409, true]);
  });

  it("joins nobody from another origin's form", async () => {
    const place = await house();
    const token = await link(place);
    const email = newAddress();
    const { page } = await signInOnPage(email);
    expect((await page.post(`/join/${token}`, {}, "https://evil.example")).status).toBe(403);
    expect(await statusOf(place, { email })).toBeUndefined();
  });
});

describe("home, without the extension", () => {
  it("offers the company's workspaces, takes a request with a word, and takes it back", async () => {
    const domain = newDomain();
    const place = await house({ domain, policy: "request" });
    const email = on(domain);
    const { page } = await signInOnPage(email);
    expect((await page.get("/")).body).toContain("Workspaces of your company");
    await page.post(`/join-requests/${place.workspaceId}`, { message: "It is me." });
    expect(await statusOf(place, { email })).toBe("requested");
    const after = await page.get("/");
    expect(after.body).toContain("You asked to join");
    expect(after.body).not.toContain("Workspaces of your company");
    await page.post(`/join-requests/${place.workspaceId}/withdraw`, {});
    expect(await statusOf(place, { email })).toBeUndefined();
  });

  it("shows an admin who asks, and approves or denies there, and is told what another decided or that no seat is free", async () => {
    const domain = newDomain();
    const email = on(domain);
    const { page } = await signInOnPage(email);
    const me = await sql<{ id: string }>("SELECT id FROM users WHERE email_key = ?", [email]);
    const place = await house({ domain, policy: "request" });
    await invite(place, email, "super_admin");
    await page.post(`/join/${await link(place)}`, {});
    expect(me).toHaveLength(1);
    const [first, second] = [await someone(domain), await someone(domain)];
    for (const person of [first, second]) await ask(person, place.workspaceId, { message: "Let me in <b>" });
    const shown = await page.get("/");
    expect(shown.body).toContain("Let me in &lt;b>");
    const path = async (person: { email: string }) =>
      `/join-requests/${place.workspaceId}/${await membershipOf(place, person)}`;
    const [one, other] = [await path(first), await path(second)];
    await page.post(one, { decision: "approve", role: "creator" });
    expect(await statusOf(place, first)).toBe("active");
    await page.post(other, { decision: "deny" });
    expect(await statusOf(place, second)).toBeUndefined();
    const late = await page.post(other, { decision: "approve", role: "viewer" });
    expect([late.status, late.body.includes("Already denied")]).toEqual([409, true]);
    const [third, fourth] = [await someone(domain), await someone(domain)];
    for (const person of [third, fourth]) await ask(person, place.workspaceId);
    const [approved, withdrawn] = [await path(third), await path(fourth)];
    await api("POST", `/workspaces/${place.workspaceId}/join-requests/${approved.split("/").at(-1)}/approve`, {
      token: place.admin.token,
    });
    expect((await page.post(approved, { decision: "deny" })).body).toContain("Already approved");
    await api("DELETE", `/workspaces/${place.workspaceId}/join-requests/mine`, { token: fourth.token });
    expect((await page.post(withdrawn, { decision: "deny" })).body).toContain("No longer asked for");
    await setSeats(place, 4);
    const fifth = await someone(domain);
    await ask(fifth, place.workspaceId);
    const full = await page.post(await path(fifth), { decision: "approve", role: "viewer" });
    expect([full.status, full.body.includes("No seat is free")]).toEqual([409, true]);
    expect(await statusOf(place, fifth)).toBe("requested");
    await page.post(await path(fifth), { decision: "deny" });
    expect((await page.get("/")).body).not.toContain("Requests to join");
  });

  it("asks once whether colleagues may find one, and not on a public provider's domain", async () => {
    const { page } = await signInOnPage(on(newDomain()));
    expect((await page.get("/")).body).toContain("May colleagues find you?");
    await page.post("/suggestible", { suggestible: "no" });
    expect((await page.get("/")).body).not.toContain("May colleagues find you?");
    const open = await signInOnPage(on("gmail.com"));
    expect((await open.page.get("/")).body).not.toContain("May colleagues find you?");
  });

  it("sends whoever is not signed in to sign in", async () => {
    const answer = await browser().post(`/join-requests/${newId("workspace")}`, { message: "" });
    expect(answer.headers.get("location")).toBe("/");
  });
});

describe("what is joinable", () => {
  const joinable = async (person: { token: string }) =>
    (await api("GET", "/me", { token: person.token })).body.joinable.map(({ id }: { id: string }) => id);

  it("is what takes requests and has my domain, by mailbox or by DNS, until I am there", async () => {
    const domain = newDomain();
    const person = await someone(domain);
    const byMailbox = await house({ domain, policy: "request" });
    const byDns = await house({ domain: newDomain(), policy: "domain" });
    await prove(byDns, domain);
    await house({ domain });
    const foreign = await house({ domain: newDomain(), policy: "request" });
    expect(new Set(await joinable(person))).toEqual(new Set([byMailbox.workspaceId, byDns.workspaceId]));
    await ask(person, byMailbox.workspaceId);
    expect(await joinable(person)).toEqual([byDns.workspaceId]);
    await take(person, await link(byDns));
    expect(await joinable(person)).toEqual([]);
    await shutOut(foreign, person, { reason: "removed", at: 1 });
    expect(await joinable(person)).toEqual([]);
  });
});
