import { describe, expect, it } from "vitest";
import { newAddress, signUp, workspaceWith } from "../../support/actors.ts";
import { api } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { allMailTo, inviteToken, waitForMail } from "../../support/mailbox.ts";

type Admin = { accessToken: string };

const invite = (admin: Admin, workspaceId: string, ...emails: string[]) =>
  api("POST", `/workspaces/${workspaceId}/invitations`, {
    token: admin.accessToken,
    body: { invitations: emails.map((email) => ({ email, role: "creator" })) },
  });
const accept = (person: Admin, token: string) =>
  api("POST", `/invitations/${token}/accept`, { token: person.accessToken });
const setSeats = (admin: Admin, workspaceId: string, seats: number) =>
  api("PUT", `/workspaces/${workspaceId}/plan`, { token: admin.accessToken, body: { seats } });
const plan = async (admin: Admin, workspaceId: string) =>
  (await api("GET", `/workspaces/${workspaceId}/plan`, { token: admin.accessToken })).body;
const expire = (membershipId: string) =>
  sql("UPDATE memberships SET expires_at = ? WHERE id = ?", [Date.now() - 1, membershipId]);

describe("inviting", () => {
  it("by whoever loses the role for it in that moment: nobody is, and they are told why", async () => {
    const { admin, workspaceId, members } = await workspaceWith({ super_admin: 1 });
    const [other] = members.super_admin;
    if (!other) throw new Error("no other admin");
    const { body } = await invite(admin, workspaceId, newAddress());
    const { id } = body.results[0].membership;
    await expire(id);
    // The transaction that invites ends what is overdue first: that is the moment.
    await sql(`CREATE TRIGGER demoted_meanwhile AFTER UPDATE ON memberships WHEN NEW.id = '${id}'
      BEGIN UPDATE memberships SET role = 'viewer' WHERE id = '${other.membershipId}'; END`);
    const answer = await invite(other, workspaceId, newAddress()).finally(() => sql("DROP TRIGGER demoted_meanwhile"));
    expect([answer.status, answer.body.code]).toEqual([403, "forbidden"]);
    expect(await plan(admin, workspaceId)).toMatchObject({ occupied: 2, held: 0 });
  });

  it("shows Invite Sent at once, holds a seat, and mails one link", async () => {
    const { admin, workspaceId } = await workspaceWith({});
    const email = newAddress();
    const answer = await invite(admin, workspaceId, email);
    expect(answer.status).toBe(200);
    expect(answer.body.results).toEqual([
      {
        email,
        outcome: "invited",
        membership: expect.objectContaining({ email, role: "creator", status: "invited", statusLabel: "Invite Sent" }),
      },
    ]);
    const list = await api("GET", `/workspaces/${workspaceId}/members?status=invited`, { token: admin.accessToken });
    expect(list.body.items.map((member: { email: string }) => member.email)).toEqual([email]);
    expect(list.body.counts).toMatchObject({ invited: 1, active: 1 });
    expect(await plan(admin, workspaceId)).toMatchObject({ seats: 5, occupied: 1, held: 1, free: 3 });

    const mail = await waitForMail(email);
    expect(mail.text.match(/https?:\/\/\S+/g)).toHaveLength(1);
    expect(mail.html).toContain("/invite/");
  });

  it("gives each address an outcome of its own, in the order given", async () => {
    const { admin, workspaceId } = await workspaceWith({});
    const [old, fresh] = [newAddress(), newAddress()];
    await invite(admin, workspaceId, old);
    const me = await api("GET", "/me", { token: admin.accessToken });
    const answer = await invite(admin, workspaceId, "no address", old.toUpperCase(), fresh, me.body.user.email, fresh);
    expect(answer.body.results.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      "invalid_email",
      "already_invited",
      "invited",
      "already_member",
    ]);
  });

  it("spends free seats in the order given, and refuses whole only when every one is refused", async () => {
    const { admin, workspaceId } = await workspaceWith({});
    await setSeats(admin, workspaceId, 3);
    const emails = Array.from({ length: 4 }, () => newAddress());
    const answer = await invite(admin, workspaceId, ...emails);
    expect(answer.body.results.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      "invited",
      "invited",
      "no_seat",
      "no_seat",
    ]);
    const full = await invite(admin, workspaceId, newAddress());
    expect([full.status, full.body.code]).toEqual([409, "no_seats"]);
    expect((await invite(admin, workspaceId, emails[0] ?? "")).body.results[0].outcome).toBe("already_invited");
  });

  it("takes five hundred in one call, and five hundred and one is too many", async () => {
    const { admin, workspaceId } = await workspaceWith({});
    await setSeats(admin, workspaceId, 600);
    const emails = Array.from({ length: 501 }, () => newAddress());
    const tooMany = await invite(admin, workspaceId, ...emails);
    expect([tooMany.status, tooMany.body.code, tooMany.body.errors[0].pointer]).toEqual([
      400,
      "invalid_request",
      "/invitations",
    ]);
    const answer = await invite(admin, workspaceId, ...emails.slice(0, 500));
    expect(answer.body.results.every(({ outcome }: { outcome: string }) => outcome === "invited")).toBe(true);
    expect(await plan(admin, workspaceId)).toMatchObject({ occupied: 1, held: 500, free: 99 });
  });

  it("is for shared workspaces: the personal one says so", async () => {
    const person = await signUp();
    const me = await api("GET", "/me", { token: person.accessToken });
    const answer = await invite(person, me.body.memberships[0].workspace.id, newAddress());
    expect([answer.status, answer.body.code]).toEqual([409, "personal_workspace"]);
  });

  it("never lets more in than there are seats, whoever asks at once", async () => {
    const { admin, workspaceId } = await workspaceWith({});
    await setSeats(admin, workspaceId, 10);
    const answers = await Promise.all(Array.from({ length: 40 }, () => invite(admin, workspaceId, newAddress())));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(9);
    expect(answers.filter(({ body }) => body.code === "no_seats")).toHaveLength(31);
    expect(await plan(admin, workspaceId)).toMatchObject({ occupied: 1, held: 9, free: 0 });
  });

  it("makes one invitation of fifty simultaneous ones for a person, in any spelling", async () => {
    const { admin, workspaceId } = await workspaceWith({});
    await setSeats(admin, workspaceId, 100);
    const email = newAddress();
    await Promise.all(
      Array.from({ length: 50 }, (_, at) => invite(admin, workspaceId, at % 2 ? email.toUpperCase() : email)),
    );
    const rows = await sql("SELECT id FROM memberships WHERE workspace_id = ? AND email_key = ?", [workspaceId, email]);
    expect(rows).toHaveLength(1);
    const told = await sql("SELECT id FROM outbox WHERE workspace_id = ? AND topic = 'member.invited'", [workspaceId]);
    expect(told).toHaveLength(1);
  });
});

describe("the invited person", () => {
  it("reads the invitation without signing in, the address masked, and nothing changes", async () => {
    const { admin, workspaceId } = await workspaceWith({});
    const email = newAddress();
    await invite(admin, workspaceId, email);
    const token = await inviteToken(email);
    for (const method of ["GET", "HEAD", "GET"]) expect((await api(method, `/invitations/${token}`)).status).toBe(200);
    const preview = await api("GET", `/invitations/${token}`);
    expect(preview.body).toMatchObject({ role: "creator", email: `${email[0]}…@${email.split("@")[1]}` });
    expect(JSON.stringify(preview.body)).not.toContain(email);
    const rows = await sql("SELECT status FROM memberships WHERE workspace_id = ? AND email_key = ?", [
      workspaceId,
      email,
    ]);
    expect(rows[0]?.status).toBe("invited");

    const person = await signUp(email);
    expect((await api("GET", `/invitations/${token}`, { token: person.accessToken })).body.email).toBe(email);
    expect((await api("GET", "/me", { token: person.accessToken })).body.invitations).toEqual([
      expect.objectContaining({ role: "creator", token }),
    ]);
  });

  it("accepts, is Active with a seat, and accepting again answers the same", async () => {
    const { admin, workspaceId } = await workspaceWith({});
    const email = newAddress();
    await invite(admin, workspaceId, email);
    const token = await inviteToken(email);
    const person = await signUp(email);
    const first = await accept(person, token);
    expect([first.status, first.body.status, first.body.statusLabel]).toEqual([200, "active", "Active"]);
    expect((await accept(person, token)).body).toEqual(first.body);
    expect(await plan(admin, workspaceId)).toMatchObject({ occupied: 2, held: 0 });
    expect((await api("GET", `/invitations/${token}`)).body.code).toBe("invitation_gone");
  });

  it("makes one membership of a hundred acceptances at once", async () => {
    const { admin, workspaceId } = await workspaceWith({});
    const email = newAddress();
    await invite(admin, workspaceId, email);
    const token = await inviteToken(email);
    const person = await signUp(email);
    const answers = await Promise.all(Array.from({ length: 100 }, () => accept(person, token)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 100 }, () => 200));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const rows = await sql("SELECT status FROM memberships WHERE workspace_id = ? AND email_key = ?", [
      workspaceId,
      email,
    ]);
    expect(rows.map(({ status }) => status)).toEqual(["active"]);
    const entries = await sql("SELECT id FROM audit_entries WHERE workspace_id = ? AND action = 'member.activated'", [
      workspaceId,
    ]);
    const events = await sql("SELECT id FROM outbox WHERE workspace_id = ? AND topic = 'member.activated'", [
      workspaceId,
    ]);
    expect([entries.length, events.length]).toEqual([1, 1]);
  });

  it("is the one it was sent to and nobody else", async () => {
    const { admin, workspaceId } = await workspaceWith({});
    const email = newAddress();
    await invite(admin, workspaceId, email);
    const token = await inviteToken(email);
    const other = await signUp();
    for (const verb of ["accept", "decline"]) {
      const answer = await api("POST", `/invitations/${token}/${verb}`, { token: other.accessToken });
      expect([answer.status, answer.body.code]).toEqual([403, "email_mismatch"]);
      expect((await api("POST", `/invitations/${token}/${verb}`)).body.code).toBe("unauthenticated");
    }
    expect((await plan(admin, workspaceId)).held).toBe(1);
  });

  it("declines, and the seat is free at once", async () => {
    const { admin, workspaceId } = await workspaceWith({});
    const email = newAddress();
    await invite(admin, workspaceId, email);
    const token = await inviteToken(email);
    const person = await signUp(email);
    expect((await api("POST", `/invitations/${token}/decline`, { token: person.accessToken })).body.status).toBe(
      "ended",
    );
    expect((await accept(person, token)).body.code).toBe("invitation_gone");
    expect(await plan(admin, workspaceId)).toMatchObject({ held: 0, free: 4 });
  });

  it("finds expired, revoked and forged invitations closed", async () => {
    const { admin, workspaceId } = await workspaceWith({});
    const email = newAddress();
    const person = await signUp(email);
    const first = await invite(admin, workspaceId, email);
    const token = await inviteToken(email);
    await expire(first.body.results[0].membership.id);
    expect((await accept(person, token)).body.code).toBe("invitation_gone");
    expect((await api("GET", `/invitations/${token}`)).status).toBe(410);

    const second = await invite(admin, workspaceId, email);
    expect(second.body.results[0].outcome).toBe("invited");
    const id = second.body.results[0].membership.id;
    expect(
      (await api("DELETE", `/workspaces/${workspaceId}/invitations/${id}`, { token: admin.accessToken })).status,
    ).toBe(204);
    const forged = `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`;
    for (const unknown of [forged, "x", `${id.slice(4)}.1.${"A".repeat(43)}`]) {
      expect((await accept(person, unknown)).body.code).toBe("not_found");
      expect((await api("GET", `/invitations/${unknown}`)).status).toBe(404);
    }
  });

  it("is still welcome when the admin who invited was demoted or has left", async () => {
    const { admin, workspaceId, members } = await workspaceWith({ super_admin: 1 });
    const second = members.super_admin[0];
    if (!second) throw new Error("no second admin");
    const email = newAddress();
    await invite(second, workspaceId, email);
    const demoted = await api("PATCH", `/workspaces/${workspaceId}/members/${second.membershipId}`, {
      token: admin.accessToken,
      body: { role: "viewer" },
    });
    expect(demoted.body.role).toBe("viewer");
    expect((await accept(await signUp(email), await inviteToken(email))).status).toBe(200);
  });
});

describe("an admin who leaves office by their own hand", () => {
  it.each([
    ["demotes themselves", { role: "viewer" }],
    ["suspends themselves", { status: "suspended" }],
  ])("and %s leaves their invitations good", async (_, change) => {
    const { workspaceId, members } = await workspaceWith({ super_admin: 1 });
    const [second] = members.super_admin;
    if (!second) throw new Error("no second admin");
    const email = newAddress();
    await invite(second, workspaceId, email);
    const path = `/workspaces/${workspaceId}/members/${second.membershipId}`;
    expect((await api("PATCH", path, { token: second.accessToken, body: change })).status).toBe(200);
    expect((await accept(await signUp(email), await inviteToken(email))).status).toBe(200);
  });
});

it("a suspended member stays suspended, whatever old link they open", async () => {
  const { admin, workspaceId } = await workspaceWith({});
  const viewer = await signUp();
  await invite(admin, workspaceId, viewer.email);
  const old = await inviteToken(viewer.email);
  const { body: membership } = await accept(viewer, old);
  const path = `/workspaces/${workspaceId}/members/${membership.id}`;
  await api("PATCH", path, { token: admin.accessToken, body: { status: "suspended" } });
  const answer = await accept(viewer, old);
  expect([answer.status, answer.body.code]).toEqual([409, "suspended"]);
});

describe("resending", () => {
  const resend = (admin: Admin, workspaceId: string, id: string) =>
    api("POST", `/workspaces/${workspaceId}/invitations/${id}/resend`, { token: admin.accessToken });

  it("mails a fresh token, kills the old one, and waits a minute before the next", async () => {
    const { admin, workspaceId } = await workspaceWith({});
    const email = newAddress();
    const invited = await invite(admin, workspaceId, email);
    const id = invited.body.results[0].membership.id;
    const old = await inviteToken(email);
    expect((await resend(admin, workspaceId, id)).body.status).toBe("invited");
    const mails = await allMailTo(email, 2);
    const fresh = mails.map(({ text }) => /invite\/(\S+)/.exec(text)?.[1] ?? "").find((token) => token !== old) ?? "";
    const person = await signUp(email);
    expect((await accept(person, old)).body.code).toBe("invitation_gone");

    const soon = await resend(admin, workspaceId, id);
    expect([soon.status, soon.body.code]).toEqual([429, "rate_limited"]);
    expect(Number(soon.headers.get("retry-after"))).toBeLessThanOrEqual(60);
    await sql("UPDATE memberships SET resent_at = resent_at - 60000 WHERE id = ?", [id]);
    expect((await resend(admin, workspaceId, id)).status).toBe(200);
    expect((await accept(person, fresh)).body.code).toBe("invitation_gone");
  });

  it("of an expired invitation takes a seat anew, or says that none is free", async () => {
    const { admin, workspaceId } = await workspaceWith({});
    await setSeats(admin, workspaceId, 2);
    const first = await invite(admin, workspaceId, newAddress());
    const id = first.body.results[0].membership.id;
    await expire(id);
    expect(await plan(admin, workspaceId)).toMatchObject({ held: 0, free: 1 });
    const second = await invite(admin, workspaceId, newAddress());
    expect(second.body.results[0].outcome).toBe("invited");
    expect((await resend(admin, workspaceId, id)).body.code).toBe("no_seats");
    await setSeats(admin, workspaceId, 3);
    expect((await resend(admin, workspaceId, id)).body.status).toBe("invited");
    expect(await plan(admin, workspaceId)).toMatchObject({ held: 2, free: 0 });
  });

  it("of an expired invitation beside a newer one is refused", async () => {
    const { admin, workspaceId } = await workspaceWith({});
    const email = newAddress();
    const first = await invite(admin, workspaceId, email);
    await expire(first.body.results[0].membership.id);
    await invite(admin, workspaceId, email);
    const answer = await resend(admin, workspaceId, first.body.results[0].membership.id);
    expect([answer.status, answer.body.code]).toEqual([409, "invalid_state"]);
  });

  it("and revoking find only invitations of this workspace", async () => {
    const mine = await workspaceWith({});
    const theirs = await workspaceWith({});
    const invited = await invite(theirs.admin, theirs.workspaceId, newAddress());
    const id = invited.body.results[0].membership.id;
    expect((await resend(mine.admin, mine.workspaceId, id)).body.code).toBe("not_found");
    const revoked = await api("DELETE", `/workspaces/${mine.workspaceId}/invitations/${id}`, {
      token: mine.admin.accessToken,
    });
    expect(revoked.body.code).toBe("not_found");
    expect((await plan(theirs.admin, theirs.workspaceId)).held).toBe(1);
  });
});

describe("an invitation whose time is over", () => {
  it("holds no seat for whoever reads or takes one, and its end is told by the sweep", async () => {
    const { admin, workspaceId } = await workspaceWith({});
    await setSeats(admin, workspaceId, 2);
    const first = await invite(admin, workspaceId, newAddress());
    await expire(first.body.results[0].membership.id);
    const list = await api("GET", `/workspaces/${workspaceId}/members`, { token: admin.accessToken });
    expect(list.body.counts).toMatchObject({ invited: 0, active: 1 });
    expect((await setSeats(admin, workspaceId, 1)).body).toMatchObject({ seats: 1, held: 0 });
    const ended = await sql("SELECT status, end_reason FROM memberships WHERE id = ?", [
      first.body.results[0].membership.id,
    ]);
    expect(ended[0]).toMatchObject({ status: "ended", end_reason: "expired" });
  });
});
