import { describe, expect, it } from "vitest";
import type { Notification } from "../../../shared/api/notifications.ts";
import { askFor, type Closed, closedVideo, decline, grant, memberOf, TITLE } from "../../support/asking.ts";
import { api, request } from "../../support/client.ts";
import { newDomain, someone } from "../../support/crowd.ts";
import { sql } from "../../support/database.ts";
import { type House, invite, link, membershipOf, take } from "../../support/joining.ts";
import { headerOf, mailTo, waitForMail } from "../../support/mailbox.ts";
import { signInOnPage } from "../../support/page-visitor.ts";
import type { Person } from "../../support/plant-people.ts";
import { server } from "../../support/server.ts";
import { untilDelivered } from "../../support/undelivered.ts";

const about = async (who: { token: string }): Promise<Notification[]> =>
  (await api("GET", "/notifications", { token: who.token })).body.items.filter(({ type }: Notification) =>
    type.startsWith("access_request."),
  );
const untilTold = (who: { token: string }, types: string[]) =>
  expect.poll(async () => (await about(who)).map(({ type }) => type)).toEqual(types);
const untilQuiet = ({ workspaceId }: House) => untilDelivered(workspaceId);
const speak = (who: Person, locale: "en" | "fr", name?: string) =>
  api("PATCH", "/me", { token: who.token, body: { locale, ...(name ? { name } : {}) } });

async function secondAdmin(place: House): Promise<Person> {
  const person = await someone(newDomain());
  await invite(place, person.email, "super_admin");
  await take(person, await link(place));
  return person;
}

async function handOver({ place }: Closed, nodeId: string | null, person: Person): Promise<void> {
  const ownerMembershipId = await membershipOf(place, person);
  const body = { ownerMembershipId };
  const answer = await api("PATCH", `/nodes/${nodeId}`, { token: place.admin.token, body });
  if (answer.status !== 200) throw new Error(answer.text);
}

describe("that someone asks is told to whoever manages the node", () => {
  it("Super Admins, its owner and the owners above as far as the walk goes, and nobody else", async () => {
    const closed = await closedVideo();
    const { place, video, share } = closed;
    const owner = await memberOf(place, "creator");
    const above = await memberOf(place, "creator");
    const grantee = await memberOf(place, "creator");
    const admin = await secondAdmin(place);
    await handOver(closed, video.id, owner);
    await handOver(closed, video.parentId, above);
    const grants = [{ membershipId: await membershipOf(place, grantee), level: "edit" }];
    const { token } = place.admin;
    await api("PUT", `/nodes/${video.id}/access`, { token, body: { everyone: "none", grants } });
    const person = await someone();
    await askFor(share, person, { message: "Please." });
    for (const who of [place.admin, admin, owner]) await untilTold(who, ["access_request.received"]);
    await untilQuiet(place);
    // The walk ends at the restricted video.
    for (const who of [above, grantee, person]) expect(await about(who)).toEqual([]);

    await api("PUT", `/nodes/${video.id}/access`, { token, body: { everyone: "inherit", grants } });
    await api("PUT", `/nodes/${video.parentId}/access`, { token, body: { everyone: "none", grants: [] } });
    await askFor(share, await someone());
    await untilTold(above, ["access_request.received"]);
    expect(await about(grantee)).toEqual([]);
  });

  it("as its reader may see it now, wherever it was decided", async () => {
    const closed = await closedVideo();
    const { place, share, video } = closed;
    const second = await secondAdmin(place);
    const person = await someone();
    await speak(person, "en", "Ravi Shah");
    const asked = await askFor(share, person, { message: "Please." });
    await untilTold(second, ["access_request.received"]);
    const [told] = await about(second);
    expect(told).toMatchObject({ workspaceId: place.workspaceId, membershipId: null, member: null });
    expect(told?.accessRequest).toEqual({
      ...asked.body,
      state: "open",
      shareTitle: TITLE,
      shareKind: "video",
      url: `${server.url}/s/${share.slug}`,
      isMember: false,
    });
    await grant(place.admin, asked.body);
    expect((await about(second))[0]?.accessRequest?.state).toBe("granted");
    await api("DELETE", `/nodes/${video.id}`, { token: place.admin.token });
    expect((await about(second))[0]?.accessRequest).toBeNull();
    await api("POST", `/nodes/${video.id}/restore`, { token: place.admin.token });
    await api("PATCH", `/workspaces/${place.workspaceId}/members/${await membershipOf(place, second)}`, {
      token: place.admin.token,
      body: { role: "creator" },
    });
    expect((await about(second))[0]?.accessRequest).toBeNull();
    expect(JSON.stringify(await about(second))).not.toContain(person.email);
  });

  it("says of a member that they are one", async () => {
    const { place, share } = await closedVideo();
    await askFor(share, await memberOf(place, "viewer"));
    await untilTold(place.admin, ["access_request.received"]);
    expect((await about(place.admin))[0]?.accessRequest?.isMember).toBe(true);
  });
});

describe("what was decided is told to whoever asked", () => {
  it("granted, with the link and, while they may watch, the title", async () => {
    const { place, share } = await closedVideo();
    const person = await someone();
    const asked = await askFor(share, person);
    await grant(place.admin, asked.body);
    await untilTold(person, ["access_request.granted"]);
    const read = async () => (await about(person))[0];
    expect(await read()).toMatchObject({ workspaceId: null, workspace: null });
    expect((await read())?.accessRequest).toMatchObject({
      email: person.email,
      state: "granted",
      shareTitle: TITLE,
      shareKind: "video",
      url: `${server.url}/s/${share.slug}`,
    });
    await api("PATCH", `/shares/${share.id}`, { token: place.admin.token, body: { guests: [] } });
    expect((await read())?.accessRequest?.shareTitle).toBeNull();
  });

  it("granted to a member, with the title", async () => {
    const { place, share } = await closedVideo();
    const person = await memberOf(place, "viewer");
    await grant(place.admin, (await askFor(share, person)).body);
    await untilTold(person, ["access_request.granted"]);
    expect((await about(person))[0]?.accessRequest?.shareTitle).toBe(TITLE);
  });

  it("declined, and neither title nor workspace", async () => {
    const { place, share } = await closedVideo();
    const person = await someone();
    await decline(place.admin, (await askFor(share, person)).body);
    await untilTold(person, ["access_request.declined"]);
    const [told] = await about(person);
    expect(told?.accessRequest?.state).toBe("declined");
    expect(JSON.stringify(told)).not.toMatch(/Secret|Acme/);
    expect(JSON.stringify(told)).not.toContain(place.workspaceId);
  });
});

describe("mails", () => {
  it.each([
    ["en", `Ravi Shah asks for access to “${TITLE}”`],
    ["fr", `Ravi Shah demande l’accès à « ${TITLE} »`],
  ] as const)("that someone asks, in %s, with no decision behind a link", async (locale, subject) => {
    const { place, share } = await closedVideo();
    await speak(place.admin, locale);
    const person = await someone();
    await speak(person, "en", "Ravi Shah");
    await askFor(share, person, { message: "I cut\nthe <b>films</b>." });
    const mail = await waitForMail(place.admin.email);
    expect(mail.subject).toBe(subject);
    expect(mail.html).toContain(`lang="${locale}"`);
    expect(mail.text).toContain(person.email);
    expect(mail.text).toContain("> the <b>films</b>.");
    expect(mail.html).toContain("&lt;b>films&lt;/b>");
    expect(mail.text).not.toMatch(/grant\/|decline\/|access-requests/);
  });

  it.each([
    ["en", `You have access to “${TITLE}” now`, "Your request for access"],
    ["fr", `Vous avez maintenant accès à « ${TITLE} »`, "Votre demande d’accès"],
  ] as const)("what was decided, in %s", async (locale, granted, declined) => {
    const { place, share } = await closedVideo();
    const [one, other] = await Promise.all([someone(), someone()]);
    await Promise.all([speak(one, locale), speak(other, locale)]);
    await grant(place.admin, (await askFor(share, one)).body);
    await decline(place.admin, (await askFor(share, other)).body);
    const yes = await waitForMail(one.email);
    expect(yes.subject).toBe(granted);
    expect(yes.text).toContain(`${server.url}/s/${share.slug}`);
    const no = await waitForMail(other.email);
    expect(no.subject).toBe(declined);
    expect(no.html).toContain(`lang="${locale}"`);
    expect(`${no.subject}${no.text}${no.html}`).not.toMatch(/Secret|Acme/);
    expect(await headerOf(no, "List-Unsubscribe")).toBeUndefined();
  });

  it("that someone asks may be turned off; the notification still says it", async () => {
    const { place, share } = await closedVideo();
    await askFor(share, await someone());
    const mail = await waitForMail(place.admin.email);
    const path = new URL(/<([^>]+)>/.exec((await headerOf(mail, "List-Unsubscribe")) ?? "")?.[1] ?? "").pathname;
    expect((await request("GET", path)).body).toContain("ask for access to what you manage");
    await request("POST", path, {
      rawBody: "List-Unsubscribe=One-Click",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
    });
    await askFor(share, await someone());
    await untilTold(place.admin, ["access_request.received", "access_request.received"]);
    await untilQuiet(place);
    expect(await mailTo(place.admin.email)).toHaveLength(1);
  });

  it("leave out a request that was decided before the mail could leave", async () => {
    const { place, share } = await closedVideo();
    const asked = await askFor(share, await someone());
    await waitForMail(place.admin.email);
    await grant(place.admin, asked.body);
    await untilQuiet(place);
    await sql("UPDATE outbox SET delivered_at = NULL, next_at = 0 WHERE workspace_id = ? AND topic = 'access.mail'", [
      place.workspaceId,
    ]);
    await askFor(share, await someone());
    await untilQuiet(place);
    expect(await mailTo(place.admin.email)).toHaveLength(2);
  });
});

it("an event delivered again tells nobody twice", async () => {
  const { place, share } = await closedVideo();
  await askFor(share, await someone());
  await untilTold(place.admin, ["access_request.received"]);
  await untilQuiet(place);
  await sql(
    "UPDATE outbox SET delivered_at = NULL, next_at = 0 WHERE workspace_id = ? AND topic = 'access.requested'",
    [place.workspaceId],
  );
  await askFor(share, await someone());
  await untilTold(place.admin, ["access_request.received", "access_request.received"]);
  await untilQuiet(place);
  expect(await mailTo(place.admin.email)).toHaveLength(2);
});

describe("the start page", () => {
  async function startPage(person: Person) {
    const { page } = await signInOnPage(person.email);
    return page;
  }

  it("lists what I may decide, and decides", async () => {
    const { place, share } = await closedVideo();
    const [one, other] = await Promise.all([someone(), someone()]);
    const asked = [await askFor(share, one, { message: "Please." }), await askFor(share, other)];
    const page = await startPage(place.admin);
    const home = await page.get("/");
    for (const text of ["Requests for access", TITLE, one.email, other.email, "Please."])
      expect(home.text).toContain(text);
    const [first, second] = asked.map(({ body }) => `/access-requests/${body.nodeId}/${body.id}`);
    expect((await page.post(first ?? "", { decision: "grant" })).headers.get("Location")).toBe("/");
    expect((await page.post(second ?? "", { decision: "decline" })).headers.get("Location")).toBe("/");
    expect((await page.get("/")).text).not.toContain("Requests for access");
    expect((await request("GET", `/s/${share.slug}`, { token: one.token })).status).toBe(200);
    const late = await page.post(first ?? "", { decision: "decline" });
    expect([late.status, late.text.includes("Already granted")]).toEqual([409, true]);
    const later = await page.post(second ?? "", { decision: "grant" });
    expect([later.status, later.text.includes("Already declined")]).toEqual([409, true]);
    expect((await page.post(first ?? "", { decision: "maybe" })).status).toBe(400);
    expect((await page.post(first ?? "", { decision: "grant" }, "https://evil.example")).status).toBe(403);
  });

  it("says where the workspace takes no guests", async () => {
    const { place, share } = await closedVideo();
    const { body } = await askFor(share, await someone());
    await api("PATCH", `/workspaces/${place.workspaceId}`, {
      token: place.admin.token,
      body: { sharePolicy: { guestsAllowed: "none" } },
    });
    const page = await startPage(place.admin);
    const answer = await page.post(`/access-requests/${body.nodeId}/${body.id}`, { decision: "grant" });
    expect([answer.status, answer.text.includes("No guests in this workspace")]).toEqual([409, true]);
  });

  it("shows nothing to whoever may not decide", async () => {
    const { place, share } = await closedVideo();
    const person = await someone();
    await askFor(share, person);
    const page = await startPage(await memberOf(place, "creator"));
    expect((await page.get("/")).text).not.toContain(person.email);
  });
});
