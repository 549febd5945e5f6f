import { describe, expect, it } from "vitest";
import { api, request } from "../../support/client.ts";
import { newDomain, someone } from "../../support/crowd.ts";
import { sql } from "../../support/database.ts";
import { ask, type House, house, link, membershipOf, take } from "../../support/joining.ts";
import { headerOf, mailTo, waitForMail } from "../../support/mailbox.ts";
import type { Person } from "../../support/plant-people.ts";
import { untilDelivered } from "../../support/undelivered.ts";

const speak = (who: Person, locale: "en" | "fr") => api("PATCH", "/me", { token: who.token, body: { locale } });
const untilTold = ({ workspaceId }: House) => untilDelivered(workspaceId);

async function asked(message = "I make the product films.") {
  const domain = newDomain();
  const place = await house({ domain, policy: "request" });
  const person = await someone(domain);
  await speak(person, "fr");
  await api("PATCH", "/me", { token: person.token, body: { name: "June Whitfield" } });
  await ask(person, place.workspaceId, { message });
  return { place, person, id: await membershipOf(place, person) };
}

describe("mails about joining", () => {
  it("a request, to the admins, with what was said, and no decision behind a link", async () => {
    const { place, person } = await asked("I make\nthe <b>films</b>.");
    const mail = await waitForMail(place.admin.email);
    expect(mail.subject).toBe("June Whitfield would like to join Acme");
    expect(mail.text).toContain(person.email);
    expect(mail.text).toContain("> the <b>films</b>.");
    expect(mail.html).toContain("&lt;b>films&lt;/b>");
    expect(mail.text).not.toMatch(/approve\/|deny\//);
  });

  it("approved and denied, to whoever asked, in their language", async () => {
    for (const [verb, subject] of [
      ["approve", "Vous êtes maintenant membre de Acme"],
      ["deny", "Votre demande pour rejoindre Acme"],
    ] as const) {
      const { place, person, id } = await asked();
      await api("POST", `/workspaces/${place.workspaceId}/join-requests/${id}/${verb}`, { token: place.admin.token });
      const mail = await waitForMail(person.email);
      expect(mail.subject).toBe(subject);
      expect(mail.html).toContain('lang="fr"');
      expect(await headerOf(mail, "List-Unsubscribe")).toBeUndefined();
    }
  });

  it("removed, to whoever was", async () => {
    const place = await house();
    const person = await someone();
    await take(person, await link(place));
    await api("DELETE", `/workspaces/${place.workspaceId}/members/${await membershipOf(place, person)}`, {
      token: place.admin.token,
    });
    expect((await waitForMail(person.email)).subject).toBe("You are no longer a member of Acme");
  });

  it("seats short, to the admins", async () => {
    const place = await house({ seats: 1 });
    await take(await someone(), await link(place));
    await waitForMail(place.admin.email, { matching: ({ subject }) => subject === "Acme has no seat left" });
  });

  it("leave out a request decided before the mail could leave", async () => {
    const { place, id } = await asked();
    await untilTold(place);
    const before = (await mailTo(place.admin.email)).length;
    await api("POST", `/workspaces/${place.workspaceId}/join-requests/${id}/approve`, { token: place.admin.token });
    await untilTold(place);
    await sql(
      "UPDATE outbox SET delivered_at = NULL, next_at = 0 WHERE workspace_id = ? AND topic = 'notification.mail'",
      [place.workspaceId],
    );
    await ask(await someone(), place.workspaceId);
    await api("POST", `/workspaces/${place.workspaceId}/invitations`, {
      token: place.admin.token,
      body: { invitations: [{ email: (await someone()).email, role: "viewer" }] },
    });
    await untilTold(place);
    expect(await mailTo(place.admin.email)).toHaveLength(before);
  });
});

describe("what may be turned off", () => {
  const urlIn = (header = "") => new URL(/<([^>]+)>/.exec(header)?.[1] ?? "").pathname;
  const post = (path: string, body: string) =>
    request("POST", path, { rawBody: body, headers: { "Content-Type": "application/x-www-form-urlencoded" } });

  it("is, by one click of the mail program, and taken up again on the page", async () => {
    const { place } = await asked();
    const mail = await waitForMail(place.admin.email);
    expect(await headerOf(mail, "List-Unsubscribe-Post")).toBe("List-Unsubscribe=One-Click");
    const path = urlIn(await headerOf(mail, "List-Unsubscribe"));
    for (const method of ["GET", "HEAD"]) expect((await request(method, path)).status).toBe(200);
    expect((await request("GET", path)).body).toContain("No more of these mails?");

    expect((await post(path, "List-Unsubscribe=One-Click")).body).toContain("These mails are off");
    const another = await someone(place.admin.email.split("@")[1]);
    await ask(another, place.workspaceId);
    await untilTold(place);
    expect(await mailTo(place.admin.email)).toHaveLength(1);
    const list = await api("GET", "/notifications", { token: place.admin.token });
    expect(list.body.items).toHaveLength(2);

    expect((await post(path, "answer=resume")).body).toContain("No more of these mails?");
    await ask(await someone(place.admin.email.split("@")[1]), place.workspaceId);
    await expect.poll(async () => (await mailTo(place.admin.email)).length, { timeout: 10_000 }).toBe(2);
  });

  it("is unknown for a token that is not ours", async () => {
    for (const path of ["/unsubscribe/x", `/unsubscribe/${"0".repeat(26)}.requests.${"A".repeat(43)}`]) {
      expect((await request("GET", path)).status).toBe(404);
      expect((await post(path, "answer=stop")).status).toBe(404);
    }
  });
});

describe("a delivery that keeps failing", () => {
  it("is parked, shown to admins without an address, and tried again by hand", async () => {
    const { place, person } = await asked();
    await untilTold(place);
    const list = (who: { token: string }) =>
      api("GET", `/workspaces/${place.workspaceId}/failed-deliveries`, { token: who.token });
    expect((await list(place.admin)).body.items).toEqual([]);
    // A notification that is none cannot be mailed; here it fails where it was tried for a day already.
    await sql(
      `UPDATE outbox SET delivered_at = NULL, next_at = 0, tries = 60, topic = 'sign_in.code_requested',
         created_at = ?, payload = '{"email":"a@b.test","locale":"en","sealedCode":"broken"}'
       WHERE workspace_id = ? AND topic = 'notification.mail'`,
      [Date.now(), place.workspaceId],
    );
    await ask(await someone(place.admin.email.split("@")[1]), place.workspaceId);
    await expect.poll(async () => (await list(place.admin)).body.items.length, { timeout: 10_000 }).toBe(1);
    const [failed] = (await list(place.admin)).body.items;
    expect(failed).toMatchObject({ event: "sign_in.code_requested", tries: 61, reason: expect.any(String) });
    expect(JSON.stringify(failed)).not.toContain("b.test");
    expect((await list(person)).status).toBe(404);

    const retry = (id: string) =>
      api("POST", `/workspaces/${place.workspaceId}/failed-deliveries/${id}/retry`, { token: place.admin.token });
    expect((await retry("999999999")).body.code).toBe("not_found");
    await sql("UPDATE outbox SET topic = 'video.published' WHERE id = ?", [Number(failed.id)]);
    expect((await retry(failed.id)).status).toBe(204);
    await untilTold(place);
    expect((await list(place.admin)).body.items).toEqual([]);
  });
});
