import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { newAddress, workspaceWith } from "../../support/actors.ts";
import { api } from "../../support/client.ts";
import { sql } from "../../support/database.ts";

type Person = { accessToken: string };

const change = (by: Person, workspaceId: string, id: string, body: object) =>
  api("PATCH", `/workspaces/${workspaceId}/members/${id}`, { token: by.accessToken, body });
const remove = (by: Person, workspaceId: string, id: string, query = "") =>
  api("DELETE", `/workspaces/${workspaceId}/members/${id}${query}`, { token: by.accessToken });
const leave = (by: Person, workspaceId: string) =>
  api("POST", `/workspaces/${workspaceId}/leave`, { token: by.accessToken });
const list = (by: Person, workspaceId: string, query = "") =>
  api("GET", `/workspaces/${workspaceId}/members${query}`, { token: by.accessToken });

describe("the members list", () => {
  it("filters by status, role and text, counts the whole, and pages by key", async () => {
    const { admin, workspaceId, members } = await workspaceWith({ creator: 2, viewer: 1 });
    const creators = await list(admin, workspaceId, "?role=creator");
    expect(creators.body.items.map(({ id }: { id: string }) => id).sort()).toEqual(
      members.creator.map(({ membershipId }) => membershipId).sort(),
    );
    expect(creators.body.counts).toEqual({ invited: 0, requested: 0, active: 4, suspended: 0, ended: 0 });
    const found = await list(
      admin,
      workspaceId,
      `?q=${encodeURIComponent(members.viewer[0]?.email.slice(0, 12) ?? "")}`,
    );
    expect(found.body.items).toHaveLength(1);

    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page = await list(admin, workspaceId, `?limit=3${cursor ? `&cursor=${cursor}` : ""}`);
      seen.push(...page.body.items.map(({ id }: { id: string }) => id));
      cursor = page.body.nextCursor;
    }
    expect(new Set(seen).size).toBe(4);
    expect(seen).toHaveLength(4);
  });

  it("tells of one member what it tells of them in the list, and of who is invited no more than there", async () => {
    const { admin, workspaceId, members } = await workspaceWith({ viewer: 1 });
    const [viewer] = members.viewer;
    if (!viewer) throw new Error("There is no viewer.");
    const read = (by: Person, id: string, of = workspaceId) =>
      api("GET", `/workspaces/${of}/members/${id}`, { token: by.accessToken });
    const body = { invitations: [{ email: newAddress(), role: "viewer" }] };
    const sent = await api("POST", `/workspaces/${workspaceId}/invitations`, { token: admin.accessToken, body });
    const invited = sent.body.results[0].membership.id;
    for (const item of (await list(admin, workspaceId)).body.items) {
      expect((await read(admin, item.id)).body).toEqual(item);
    }
    expect((await read(viewer, viewer.membershipId)).body.email).toBe(viewer.email);
    expect((await read(viewer, invited)).status).toBe(404);
    const other = await workspaceWith({});
    expect((await read(other.admin, viewer.membershipId)).status).toBe(404);
    expect((await read(other.admin, viewer.membershipId, other.workspaceId)).status).toBe(404);
    await sql("UPDATE memberships SET expires_at = 1 WHERE id = ?", [invited]);
    expect((await read(admin, invited)).status).toBe(404);
    await remove(admin, workspaceId, viewer.membershipId);
    expect((await read(admin, viewer.membershipId)).status).toBe(404);
  });

  it("finds people by name whatever the accents and case", async () => {
    const { admin, workspaceId } = await workspaceWith({ viewer: 1 });
    await api("PATCH", "/me", { token: admin.accessToken, body: { name: "Élodie Ångström" } });
    for (const q of ["élodie", "ELODIE", "angstrom", "ångs élo", "elodie ang"]) {
      const found = await list(admin, workspaceId, `?q=${encodeURIComponent(q)}`);
      expect(found.body.items.map(({ name }: { name: string }) => name)).toEqual(["Élodie Ångström"]);
    }
  });

  it("finds people by the words of their address, and pages through what it finds, each once", async () => {
    const { admin, workspaceId } = await workspaceWith({});
    const suffix = newAddress().split("@")[0] ?? "";
    const domain = `${suffix}.example`;
    const emails = [`anna.anders@${domain}`, `anton-b@${domain}`, `bo+an@${domain}`, `carl_x@${domain}`];
    await api("POST", `/workspaces/${workspaceId}/invitations`, {
      token: admin.accessToken,
      body: { invitations: emails.map((email) => ({ email, role: "viewer" })) },
    });
    const found = async (q: string) =>
      (await list(admin, workspaceId, `?q=${encodeURIComponent(q)}`)).body.items
        .map(({ email }: { email: string }) => email)
        .toSorted();
    expect(await found("an")).toEqual(emails.slice(0, 3));
    expect(await found("anders anna")).toEqual(emails.slice(0, 1));
    expect(await found(`ANNA.ANDERS@${domain}`)).toEqual(emails.slice(0, 1));
    expect(await found("anna.and")).toEqual(emails.slice(0, 1));
    expect(await found(`@${suffix}`)).toEqual(emails);
    expect(await found(domain)).toEqual(emails);
    for (const q of ["nobody", ".", "@", "---"]) expect(await found(q)).toEqual([]);

    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page = await list(admin, workspaceId, `?q=an&limit=1${cursor ? `&cursor=${cursor}` : ""}`);
      seen.push(...page.body.items.map(({ email }: { email: string }) => email));
      cursor = page.body.nextCursor;
    }
    expect(seen.toSorted()).toEqual(emails.slice(0, 3));
    expect((await list(admin, workspaceId, "?q=an&cursor=mbr_x")).body.errors[0].pointer).toBe("/query/cursor");
  });

  it("finds a person by the name they have now, not the one before", async () => {
    const { admin, workspaceId } = await workspaceWith({});
    const rename = (name: string) => api("PATCH", "/me", { token: admin.accessToken, body: { name } });
    await rename('Ann "the \\ Hammer" O\'Neil');
    const names = async (q: string) =>
      (await list(admin, workspaceId, `?q=${encodeURIComponent(q)}`)).body.items.map(
        ({ name }: { name: string }) => name,
      );
    expect(await names('"the')).toHaveLength(1);
    expect(await names("o'neil")).toHaveLength(1);
    await rename("Beatrix Kiddo");
    expect(await names("hammer")).toEqual([]);
    expect(await names("kid")).toEqual(["Beatrix Kiddo"]);
  });

  it("shows who is invited to those who manage members, and to nobody else", async () => {
    const { admin, workspaceId, members } = await workspaceWith({ viewer: 1 });
    const email = newAddress();
    await api("POST", `/workspaces/${workspaceId}/invitations`, {
      token: admin.accessToken,
      body: { invitations: [{ email, role: "viewer" }] },
    });
    const viewer = members.viewer[0];
    if (!viewer) throw new Error("no viewer");
    const seen = await list(viewer, workspaceId, "?status=invited");
    expect(seen.body.items).toEqual([]);
    expect(seen.body.counts.invited).toBe(0);
    expect(JSON.stringify((await list(viewer, workspaceId)).body)).not.toContain(email);
    expect((await list(admin, workspaceId)).body.items[0].email).toBe(email);
  });

  it("tells statuses in the reader's language", async () => {
    const { admin, workspaceId } = await workspaceWith({});
    const answer = await api("GET", `/workspaces/${workspaceId}/members`, {
      token: admin.accessToken,
      headers: { "Accept-Language": "fr-FR" },
    });
    expect(answer.body.items[0].statusLabel).toBe("Actif");
  });

  it("keeps ended memberships as history, on request", async () => {
    const { admin, workspaceId, members } = await workspaceWith({ viewer: 1 });
    await remove(admin, workspaceId, members.viewer[0]?.membershipId ?? "");
    expect((await list(admin, workspaceId)).body.items).toHaveLength(1);
    expect((await list(admin, workspaceId, "?status=ended")).body.items).toEqual([
      expect.objectContaining({ id: members.viewer[0]?.membershipId, status: "ended" }),
    ]);
  });
});

describe("the members list as CSV", () => {
  const csv = async (by: Person, workspaceId: string, query = "") => {
    const answer = await api("GET", `/workspaces/${workspaceId}/members${query}`, {
      token: by.accessToken,
      headers: { Accept: "text/csv" },
    });
    return { answer, rows: Papa.parse<Record<string, string>>(answer.text, { header: true, skipEmptyLines: true }) };
  };

  it("has every member the filter lets through, names kept whole and no name a formula", async () => {
    const { admin, workspaceId, members } = await workspaceWith({ viewer: 1, creator: 1 });
    const rename = (who: Person | undefined, name: string) =>
      api("PATCH", "/me", { token: who?.accessToken ?? "", body: { name } });
    await rename(admin, 'Élodie "Lo", Ångström');
    await rename(members.viewer[0], "=cmd|' /C calc'!A0");
    const { answer, rows } = await csv(admin, workspaceId);
    expect(answer.headers.get("Content-Type")).toBe("text/csv; charset=utf-8; header=present");
    expect(rows.meta.fields).toEqual(["email", "name", "role", "status", "invitedAt", "expiresAt", "activatedAt"]);
    const byEmail = new Map(rows.data.map((row) => [row.email, row]));
    expect(byEmail.size).toBe(3);
    expect(byEmail.get(admin.email)).toMatchObject({
      name: 'Élodie "Lo", Ångström',
      role: "super_admin",
      status: "active",
      invitedAt: "",
    });
    expect(byEmail.get(members.viewer[0]?.email ?? "")?.name).toBe("'=cmd|' /C calc'!A0");
    expect((await csv(admin, workspaceId, "?status=suspended")).answer.text.split("\r\n")[0]).toBe(
      "email,name,role,status,invitedAt,expiresAt,activatedAt",
    );
    expect((await csv(admin, workspaceId, "?role=creator")).rows.data.map(({ email }) => email)).toEqual([
      members.creator[0]?.email,
    ]);
  });

  it("goes on over as many pages as there are, with one header", async () => {
    const { admin, workspaceId } = await workspaceWith({});
    await sql("UPDATE workspaces SET seats = 2000 WHERE id = ?", [workspaceId]);
    await sql(
      `INSERT INTO memberships (id, workspace_id, email, email_key, role, status, invited_at, expires_at, updated_at, change_id)
       SELECT 'mbr_0' || substr(lower(hex(randomblob(13))), 2), ?, printf('c%d@acme.example', value),
         printf('c%d@acme.example', value), 'viewer', 'invited', 1, 4000000000000, 1, 'planted' FROM generate_series(1, 1100)`,
      [workspaceId],
    );
    const { rows } = await csv(admin, workspaceId, "?status=invited");
    expect(new Set(rows.data.map(({ email }) => email)).size).toBe(1_100);
    expect(rows.data).toHaveLength(1_100);
  });

  it("shows a viewer no more than the list does, and a stranger nothing", async () => {
    const { admin, workspaceId, members } = await workspaceWith({ viewer: 1 });
    await api("POST", `/workspaces/${workspaceId}/invitations`, {
      token: admin.accessToken,
      body: { invitations: [{ email: newAddress(), role: "viewer" }] },
    });
    const [viewer] = members.viewer;
    if (!viewer) throw new Error("no viewer");
    expect((await csv(viewer, workspaceId)).rows.data.map(({ status }) => status)).toEqual(["active", "active"]);
    const other = await workspaceWith({});
    expect((await csv(other.admin, workspaceId)).answer.body.code).toBe("not_found");
  });
});

describe("changing a member", () => {
  it("changes what they may do on their next request", async () => {
    const { admin, workspaceId, members } = await workspaceWith({ viewer: 1 });
    const viewer = members.viewer[0];
    if (!viewer) throw new Error("no viewer");
    expect((await change(viewer, workspaceId, viewer.membershipId, { role: "super_admin" })).body.code).toBe(
      "forbidden",
    );
    expect((await change(admin, workspaceId, viewer.membershipId, { role: "super_admin" })).body.role).toBe(
      "super_admin",
    );
    const seen = await api("GET", `/workspaces/${workspaceId}`, { token: viewer.accessToken });
    expect(seen.body.abilities).toContain("members.manage");
  });

  it("suspends at once, frees the seat, and takes it again on resuming", async () => {
    const { admin, workspaceId, members } = await workspaceWith({ creator: 1 });
    const creator = members.creator[0];
    if (!creator) throw new Error("no creator");
    const plan = async () => (await api("GET", `/workspaces/${workspaceId}/plan`, { token: admin.accessToken })).body;
    expect((await change(admin, workspaceId, creator.membershipId, { status: "suspended" })).body.statusLabel).toBe(
      "Suspended",
    );
    expect((await list(creator, workspaceId)).status).toBe(403);
    expect((await api("GET", "/me", { token: creator.accessToken })).body.memberships).toContainEqual(
      expect.objectContaining({
        status: "suspended",
        workspace: expect.objectContaining({ id: workspaceId, abilities: [] }),
      }),
    );
    expect(await plan()).toMatchObject({ occupied: 1 });
    await api("PUT", `/workspaces/${workspaceId}/plan`, { token: admin.accessToken, body: { seats: 1 } });
    expect((await change(admin, workspaceId, creator.membershipId, { status: "active" })).body.code).toBe("no_seats");
    await api("PUT", `/workspaces/${workspaceId}/plan`, { token: admin.accessToken, body: { seats: 2 } });
    expect((await change(admin, workspaceId, creator.membershipId, { status: "active" })).body.status).toBe("active");
    expect((await list(creator, workspaceId)).status).toBe(200);
  });

  it("resumes no more than there are seats, all at once", async () => {
    const { admin, workspaceId, members } = await workspaceWith({ viewer: 6 });
    await Promise.all(
      members.viewer.map(({ membershipId }) => change(admin, workspaceId, membershipId, { status: "suspended" })),
    );
    await api("PUT", `/workspaces/${workspaceId}/plan`, { token: admin.accessToken, body: { seats: 3 } });
    const answers = await Promise.all(
      members.viewer.map(({ membershipId }) => change(admin, workspaceId, membershipId, { status: "active" })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
    expect(answers.filter(({ body }) => body.code === "no_seats")).toHaveLength(4);
  });

  it("tells of both when role and status change at once", async () => {
    const { admin, workspaceId, members } = await workspaceWith({ creator: 1 });
    await change(admin, workspaceId, members.creator[0]?.membershipId ?? "", { role: "viewer", status: "suspended" });
    const told = await sql("SELECT topic FROM outbox WHERE workspace_id = ? ORDER BY id", [workspaceId]);
    expect(told.map(({ topic }) => topic)).toEqual(["member.role_changed", "member.suspended"]);
  });

  it("refuses edges the state machine does not have", async () => {
    const { admin, workspaceId } = await workspaceWith({});
    const invited = await api("POST", `/workspaces/${workspaceId}/invitations`, {
      token: admin.accessToken,
      body: { invitations: [{ email: newAddress(), role: "viewer" }] },
    });
    const id = invited.body.results[0].membership.id;
    for (const status of ["suspended", "active"]) {
      expect((await change(admin, workspaceId, id, { status })).body.code).toBe("invalid_state");
    }
    expect((await change(admin, workspaceId, id, { role: "developer" })).body).toMatchObject({
      role: "developer",
      status: "invited",
    });
    expect((await remove(admin, workspaceId, id)).body.code).toBe("invalid_state");
  });
});

describe("removing and leaving", () => {
  it("ends access at once and keeps the person's other workspaces", async () => {
    const { admin, workspaceId, members } = await workspaceWith({ creator: 1 });
    const creator = members.creator[0];
    if (!creator) throw new Error("no creator");
    expect((await remove(admin, workspaceId, creator.membershipId)).status).toBe(204);
    expect((await list(creator, workspaceId)).body.code).toBe("not_found");
    expect((await api("GET", "/me", { token: creator.accessToken })).body.memberships).toHaveLength(1);
    expect((await remove(admin, workspaceId, creator.membershipId)).body.code).toBe("invalid_state");
  });

  it("hands what a member owned to whoever is named, else to the remover", async () => {
    const { admin, workspaceId, members } = await workspaceWith({ creator: 2, developer: 1 });
    const [first, second] = members.creator;
    const heir = members.developer[0];
    if (!first || !second || !heir) throw new Error("missing members");
    for (const creator of [first, second]) {
      await api("POST", `/workspaces/${workspaceId}/nodes`, {
        token: creator.accessToken,
        body: { kind: "project", title: "Mine" },
      });
    }
    await remove(admin, workspaceId, first.membershipId, `?transferTo=${heir.membershipId}`);
    await remove(admin, workspaceId, second.membershipId);
    const owners = await sql("SELECT owner_membership_id AS owner FROM nodes WHERE workspace_id = ? ORDER BY id", [
      workspaceId,
    ]);
    const adminId = (await list(admin, workspaceId, "?role=super_admin")).body.items[0].id;
    expect(owners.map(({ owner }) => owner).sort()).toEqual([heir.membershipId, adminId].sort());
    const bad = await remove(admin, workspaceId, heir.membershipId, `?transferTo=${first.membershipId}`);
    expect([bad.status, bad.body.errors[0].pointer]).toEqual([400, "/query/transferTo"]);
  });

  it("by one's own hand is leaving, whoever is named to take over", async () => {
    const { admin, workspaceId, members } = await workspaceWith({ super_admin: 1 });
    const [second] = members.super_admin;
    if (!second) throw new Error("no second admin");
    const adminId = (await list(second, workspaceId, "?role=super_admin")).body.items.at(-1).id;
    expect((await remove(admin, workspaceId, adminId, `?transferTo=${second.membershipId}`)).status).toBe(204);
    const rows = await sql("SELECT end_reason FROM memberships WHERE id = ?", [adminId]);
    expect(rows[0]?.end_reason).toBe("left");
  });

  it("is refused to the last Super Admin, by every way out", async () => {
    const { admin, workspaceId } = await workspaceWith({ creator: 1 });
    const me = (await list(admin, workspaceId, "?role=super_admin")).body.items[0].id;
    for (const answer of [
      await leave(admin, workspaceId),
      await remove(admin, workspaceId, me),
      await change(admin, workspaceId, me, { role: "viewer" }),
      await change(admin, workspaceId, me, { status: "suspended" }),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([409, "last_super_admin"]);
    }
  });

  it("of the personal workspace is refused", async () => {
    const { admin } = await workspaceWith({});
    const me = await api("GET", "/me", { token: admin.accessToken });
    const personal = me.body.memberships.find((m: { workspace: { kind: string } }) => m.workspace.kind === "personal");
    expect((await leave(admin, personal.workspace.id)).body.code).toBe("personal_workspace");
  });

  it("leaves one Super Admin when two last ones leave in the same instant, a hundred times", async () => {
    const { admin, workspaceId, members } = await workspaceWith({ super_admin: 1 });
    const second = members.super_admin[0];
    if (!second) throw new Error("no second admin");
    for (let round = 0; round < 100; round += 1) {
      const answers = await Promise.all([leave(admin, workspaceId), leave(second, workspaceId)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
      const left = await sql("SELECT super_admins AS n FROM workspaces WHERE id = ?", [workspaceId]);
      expect(left[0]?.n).toBe(1);
      // Back in by the front door, as the database allows: a fresh membership.
      await sql(
        `INSERT INTO memberships (id, workspace_id, user_id, email, email_key, role, status, activated_at, updated_at, change_id)
         SELECT 'mbr_' || lower(hex(randomblob(13))), workspace_id, user_id, email, email_key, role, 'active', ?, ?, 'test'
         FROM memberships AS gone WHERE workspace_id = ? AND end_reason = 'left' AND role = 'super_admin'
           AND NOT EXISTS (SELECT 1 FROM memberships AS live WHERE live.workspace_id = gone.workspace_id
             AND live.user_id = gone.user_id AND live.status <> 'ended') LIMIT 1`,
        [Date.now(), Date.now(), workspaceId],
      );
    }
  });
});
