import { describe, expect, it } from "vitest";
import { signUp } from "../../support/actors.ts";
import { api } from "../../support/client.ts";
import { crowd, someone } from "../../support/crowd.ts";
import { sql } from "../../support/database.ts";
import {
  type House,
  house,
  invite,
  link,
  membershipOf,
  setSeats,
  shutOut,
  statusOf,
  take,
} from "../../support/joining.ts";

const read = ({ workspaceId, admin }: House) =>
  api("GET", `/workspaces/${workspaceId}/invite-link`, { token: admin.token });
const put = ({ workspaceId, admin }: House, body: object) =>
  api("PUT", `/workspaces/${workspaceId}/invite-link`, { token: admin.token, body });
const remove = ({ workspaceId, admin }: House) =>
  api("DELETE", `/workspaces/${workspaceId}/invite-link`, { token: admin.token });

describe("the invite link", () => {
  it("is shown again to admins, rotates, and turns off", async () => {
    const place = await house();
    expect((await read(place)).body.code).toBe("not_found");
    const made = await put(place, { role: "creator", maxUses: 10, expiresAt: "2040-01-31T12:00:00Z" });
    expect(made.body).toMatchObject({ role: "creator", uses: 0, maxUses: 10, expiresAt: "2040-01-31T12:00:00.000Z" });
    expect((await read(place)).body).toEqual(made.body);
    const first = made.body.url.split("/join/")[1];

    const second = await link(place, { role: "viewer" });
    expect(second).not.toBe(first);
    const visitor = await someone();
    expect((await take(visitor, first)).body.code).toBe("invite_link_gone");
    expect((await take(visitor, second)).status).toBe(200);
    expect((await read(place)).body).toMatchObject({ role: "viewer", uses: 1, maxUses: null, expiresAt: null });

    expect((await remove(place)).status).toBe(204);
    expect((await read(place)).status).toBe(404);
    expect((await take(await someone(), second)).body.code).toBe("invite_link_gone");
    expect((await remove(place)).body.code).toBe("not_found");
    const actions = await sql(
      "SELECT action FROM audit_entries WHERE workspace_id = ? AND action LIKE 'invite_link.%' ORDER BY id",
      [place.workspaceId],
    );
    expect(actions.map(({ action }) => action).sort()).toEqual([
      "invite_link.created",
      "invite_link.created",
      "invite_link.ended",
      "invite_link.ended",
    ]);
  });

  it.each([
    ["a Super Admin's role", { role: "super_admin" }, "/role"],
    ["no role", {}, "/role"],
    ["a time that is over", { role: "viewer", expiresAt: "2020-01-01T00:00:00Z" }, "/expiresAt"],
    ["no time", { role: "viewer", expiresAt: "tomorrow" }, "/expiresAt"],
    ["no use at all", { role: "viewer", maxUses: 0 }, "/maxUses"],
    ["half a use", { role: "viewer", maxUses: 1.5 }, "/maxUses"],
    ["a field of its own", { role: "viewer", uses: 0 }, "/uses"],
  ])("refuses %s and keeps the link there is", async (_, body, pointer) => {
    const place = await house();
    const before = await put(place, { role: "viewer" });
    const answer = await put(place, body);
    expect([answer.status, answer.body.code, answer.body.errors[0].pointer]).toEqual([400, "invalid_request", pointer]);
    expect((await read(place)).body).toEqual(before.body);
  });

  it("expires", async () => {
    const place = await house();
    const token = await link(place, { role: "viewer", expiresAt: "2040-01-01T00:00:00Z" });
    await sql("UPDATE invite_links SET expires_at = ? WHERE workspace_id = ?", [Date.now() - 1, place.workspaceId]);
    const visitor = await someone();
    expect((await take(visitor, token)).status).toBe(410);
    expect(await statusOf(place, visitor)).toBeUndefined();
  });

  it("is unknown when forged, and nobody without signing in may use it", async () => {
    const place = await house();
    const token = await link(place);
    const visitor = await someone();
    for (const forged of ["x", `${token.slice(0, -2)}aa`, `${"0".repeat(26)}.${"A".repeat(43)}`]) {
      expect((await take(visitor, forged)).body.code).toBe("not_found");
    }
    expect((await api("POST", `/invite-links/${token}/accept`)).body.code).toBe("unauthenticated");
  });

  it("is not for personal workspaces", async () => {
    const person = await signUp();
    const me = await api("GET", "/me", { token: person.accessToken });
    const workspaceId = me.body.memberships[0].workspace.id;
    const admin = { email: person.email, userId: person.user.id, token: person.accessToken };
    expect((await put({ workspaceId, admin }, { role: "viewer" })).body.code).toBe("personal_workspace");
  });

  it("stays good when the admin who made it leaves", async () => {
    const place = await house();
    const second = await someone();
    await invite(place, second.email, "super_admin");
    await take(second, await link(place));
    const token = await link({ ...place, admin: second }, { role: "creator" });
    expect((await api("POST", `/workspaces/${place.workspaceId}/leave`, { token: second.token })).status).toBe(204);
    expect((await take(await someone(), token)).body).toMatchObject({ status: "active", role: "creator" });
  });
});

describe("one use a person", () => {
  it("pressing again uses none and answers the same", async () => {
    const place = await house();
    const token = await link(place, { role: "viewer", maxUses: 2 });
    const visitor = await someone();
    const first = await take(visitor, token);
    const again = await Promise.all(Array.from({ length: 20 }, () => take(visitor, token)));
    expect(new Set(again.map(({ body }) => JSON.stringify(body)))).toEqual(new Set([JSON.stringify(first.body)]));
    expect((await read(place)).body.uses).toBe(1);
    await take(place.admin, token);
    expect((await read(place)).body.uses).toBe(1);
  });

  it("never more people than it may be used by, however many come at once", async () => {
    const place = await house({ seats: 100 });
    const token = await link(place, { role: "viewer", maxUses: 7 });
    const answers = await Promise.all((await crowd(40)).map((person) => take(person, token)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(7);
    expect(answers.filter(({ body }) => body.code === "invite_link_gone")).toHaveLength(33);
    expect((await read(place)).body.uses).toBe(7);
  });

  it("two hundred at once for fifty seats: fifty are in, the others are requests, and nobody is lost", async () => {
    const place = await house({ seats: 51 });
    const token = await link(place);
    const answers = await Promise.all((await crowd(200)).map((person) => take(person, token)));
    expect(answers.filter(({ status }) => status > 202).map(({ text }) => text)).toEqual([]);
    expect(answers.filter(({ status, body }) => status === 200 && body.status === "active")).toHaveLength(50);
    expect(answers.filter(({ status, body }) => status === 202 && body.status === "requested")).toHaveLength(150);
    const [counts] = await sql(
      `SELECT occupied, held, requested, (SELECT count(*) FROM outbox WHERE workspace_id = w.id AND topic = 'seats.short') AS told
       FROM workspaces w WHERE id = ?`,
      [place.workspaceId],
    );
    expect(counts).toMatchObject({ occupied: 51, held: 0, requested: 150, told: 1 });
  });
});

describe("someone who already stands in a relation", () => {
  it("invited: the link accepts their invitation, in the invitation's role", async () => {
    const place = await house({ policy: "request" });
    const visitor = await someone();
    await invite(place, visitor.email, "creator");
    const answer = await take(visitor, await link(place, { role: "viewer", maxUses: 1 }));
    expect([answer.status, answer.body.status, answer.body.role]).toEqual([200, "active", "creator"]);
    expect((await read(place)).body.uses).toBe(0);
  });

  it("suspended: stays suspended", async () => {
    const place = await house();
    const visitor = await someone();
    const token = await link(place);
    await take(visitor, token);
    const id = await membershipOf(place, visitor);
    await api("PATCH", `/workspaces/${place.workspaceId}/members/${id}`, {
      token: place.admin.token,
      body: { status: "suspended" },
    });
    const answer = await take(visitor, token);
    expect([answer.status, answer.body.code]).toEqual([409, "suspended"]);
    expect(await statusOf(place, visitor)).toBe("suspended");
  });

  it("requested for want of a seat: in, once one is free", async () => {
    const place = await house({ seats: 1 });
    const visitor = await someone();
    const token = await link(place, { role: "creator", maxUses: 1 });
    expect((await take(visitor, token)).status).toBe(202);
    await setSeats(place, 2);
    expect((await take(visitor, token)).body).toMatchObject({ status: "active", role: "creator" });
    expect((await read(place)).body.uses).toBe(1);
  });

  it("removed, then invited and in again: no longer shut out", async () => {
    const place = await house();
    const visitor = await someone();
    await shutOut(place, visitor, { reason: "removed", at: Date.now() - 1_000 });
    await invite(place, visitor.email);
    const token = await link(place);
    expect((await take(visitor, token)).status).toBe(200);
    await api("POST", `/workspaces/${place.workspaceId}/leave`, { token: visitor.token });
    expect((await take(visitor, token)).body.status).toBe("active");
  });

  it("an active member keeps their role", async () => {
    const place = await house();
    const visitor = await someone();
    await take(visitor, await link(place, { role: "creator" }));
    const answer = await take(visitor, await link(place, { role: "viewer" }));
    expect([answer.status, answer.body.role]).toEqual([200, "creator"]);
  });
});
