import { beforeAll, describe, expect, it } from "vitest";
import type { Share } from "../../../shared/api/shares.ts";
import { TRASH_LIFETIME } from "../../../shared/limits.ts";
import { purgeTrash } from "../../../worker/content/purge-trash.ts";
import { type MemberActor, newAddress, signUp, type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { newKey, personalWorkspaceOf } from "../../support/api-keys.ts";
import { api, request } from "../../support/client.ts";
import { closesWithin } from "../../support/closes-within.ts";
import { newDomain, someone } from "../../support/crowd.ts";
import { sql } from "../../support/database.ts";
import { ask, link, prove, statusOf, take } from "../../support/joining.ts";
import { inviteToken } from "../../support/mailbox.ts";
import { BODIES, QUERIES, ROUTES } from "../../support/routes.ts";
import { serviceJob } from "../../support/service-job.ts";
import { newProject, playableVideo, publish, shareNode } from "../../support/videos.ts";

const drop = (workspaceId: string, token: string) => api("DELETE", `/workspaces/${workspaceId}`, { token });

const houseOf = ({ workspaceId, admin }: TestWorkspace) => ({
  workspaceId,
  admin: { email: admin.email, userId: admin.user.id, token: admin.accessToken },
});

async function invite(workspaceId: string, token: string, email: string) {
  const body = { invitations: [{ email, role: "viewer" }] };
  return api("POST", `/workspaces/${workspaceId}/invitations`, { token, body });
}

/** What of a workspace still lets somebody in, or could. */
async function leftOpen(workspaceId: string) {
  const [row] = await sql(
    `SELECT (SELECT count(*) FROM memberships WHERE workspace_id = w.id AND status <> 'ended') AS members,
      (SELECT count(*) FROM invite_links WHERE workspace_id = w.id AND ended_at IS NULL) AS links,
      (SELECT count(*) FROM api_keys WHERE workspace_id = w.id AND ended_at IS NULL) AS keys,
      (SELECT count(*) FROM webhooks WHERE workspace_id = w.id) AS webhooks,
      (SELECT count(*) FROM domains WHERE workspace_id = w.id) AS domains,
      (SELECT count(*) FROM nodes WHERE workspace_id = w.id AND parent_id IS NULL AND trashed_at IS NULL) AS projects,
      occupied, held, super_admins, requested, suspended, deleted_at IS NOT NULL AS deleted
    FROM workspaces AS w WHERE id = ?`,
    [workspaceId],
  );
  return { ...row };
}

const NOTHING = {
  members: 0,
  links: 0,
  keys: 0,
  webhooks: 0,
  domains: 0,
  projects: 0,
  occupied: 0,
  held: 0,
  super_admins: 0,
  requested: 0,
  suspended: 0,
  deleted: 1,
};

describe("a workspace that is deleted", () => {
  let space: TestWorkspace;
  let token: string;
  let viewer: MemberActor;
  let shares: Share[];
  let keys: string[];
  const ids: Record<string, string> = {};
  const domain = newDomain();
  const guest = { email: newAddress(), accessToken: "" };
  let invitation = "";
  let linkToken = "";

  beforeAll(async () => {
    space = await workspaceWith({ super_admin: 1, developer: 1, viewer: 2 });
    token = space.admin.accessToken;
    viewer = space.members.viewer[0] as MemberActor;
    const { workspaceId } = space;
    const root = `/workspaces/${workspaceId}`;
    guest.accessToken = (await signUp(guest.email)).accessToken;
    const video = await playableVideo(token, workspaceId);
    const visible = await playableVideo(token, workspaceId);
    const locked = await playableVideo(token, workspaceId);
    shares = [
      await publish(token, video.id),
      await publish(token, visible.id, "public"),
      await publish(token, locked.id, "password", "hush hush"),
      await shareNode(token, video.parentId ?? "", { visibility: "public" }),
    ];
    await api("PATCH", `/shares/${shares[0]?.id}`, { token, body: { guests: [guest.email] } });
    keys = [
      (await newKey(token, workspaceId)).key,
      (await newKey(space.members.developer[0]?.accessToken ?? "", workspaceId)).key,
    ];
    await prove(houseOf(space), domain);
    await api("PATCH", root, { token, body: { joinPolicy: "domain" } });
    const hook = { url: "https://93.184.215.14/hooks", events: ["member.invited"] };
    await api("POST", `${root}/webhooks`, { token, body: hook });
    const suspended = space.members.viewer[1];
    await api("PATCH", `${root}/members/${suspended?.membershipId}`, { token, body: { status: "suspended" } });
    const invited = await signUp();
    await invite(workspaceId, token, invited.email);
    invitation = await inviteToken(invited.email);
    linkToken = await link(houseOf(space));
    Object.assign(ids, {
      workspaceId,
      nodeId: video.id,
      shareId: shares[0]?.id,
      membershipId: viewer.membershipId,
      invited: invited.accessToken,
    });
    expect((await drop(workspaceId, token)).status).toBe(204);
  });

  it("is left by everybody and keeps nothing open", async () => {
    expect(await leftOpen(space.workspaceId)).toEqual(NOTHING);
    for (const who of [token, viewer.accessToken, space.members.super_admin[0]?.accessToken ?? ""]) {
      const me = await api("GET", "/me", { token: who });
      const there = me.body.memberships.map(({ workspace }: { workspace: { id: string } }) => workspace.id);
      expect(there).not.toContain(space.workspaceId);
      expect((await drop(space.workspaceId, who)).status).toBe(404);
    }
  });

  it("keeps its audit log, with who deleted it", async () => {
    const entries = await sql<{ action: string; actor_user_id: string; data: string }>(
      "SELECT action, actor_user_id, data FROM audit_entries WHERE workspace_id = ? ORDER BY at DESC, rowid DESC",
      [space.workspaceId],
    );
    expect(entries[0]).toMatchObject({ action: "workspace.deleted", actor_user_id: space.admin.user.id });
    expect(JSON.parse(entries[0]?.data ?? "")).toEqual({ name: "Acme", members: 4 });
    expect(entries.map(({ action }) => action)).toContain("workspace.created");
  });

  const OF_A_WORKSPACE = ROUTES.filter((route) =>
    /api\/v1\/(workspaces\/:workspaceId|nodes|videos|shares\/)/.test(route),
  ).filter((route) => !route.startsWith("OPTIONS") && !/join-requests( |\/mine)?$/.test(route));

  it.each(OF_A_WORKSPACE)("%s is 404 for who was its Super Admin, and for a key of theirs 401", async (route) => {
    const [method = "", pattern = ""] = route.split(" ");
    const path = pattern.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? "none");
    const headers = route.includes("/uploads") ? { "Tus-Resumable": "1.0.0", "Upload-Length": "9" } : {};
    const body = BODIES[route];
    const call = { headers, ...(body ? { body } : {}) };
    const url = `${path}${QUERIES[route] ?? ""}`;
    expect((await request(method, url, { ...call, token })).status).toBe(404);
    for (const key of keys) expect((await request(method, url, { ...call, token: key })).status).toBe(401);
  });

  it("has no share page any more, whatever its visibility, for nobody", async () => {
    for (const share of shares) {
      for (const who of [undefined, token, viewer.accessToken, guest.accessToken]) {
        const call = who === undefined ? {} : { token: who };
        for (const surface of ["", "/media", "/poster", "/embed", "/transcript"]) {
          expect((await request("GET", `/s/${share.slug}${surface}`, call)).status, surface).toBe(404);
        }
      }
      const page = encodeURIComponent(share.url);
      expect((await request("GET", `/oembed?url=${page}&format=json`)).status).toBe(404);
    }
  });

  it("lets nobody in by what was handed out before, and answers those who ask as ever", async () => {
    expect((await api("GET", `/invitations/${invitation}`)).body.code).toBe("invitation_gone");
    const accepted = await api("POST", `/invitations/${invitation}/accept`, { token: ids.invited ?? "" });
    expect([accepted.status, accepted.body.code]).toEqual([410, "invitation_gone"]);
    const person = await someone(domain);
    expect((await take(person, linkToken)).body.code).toBe("invite_link_gone");
    const asked = await ask(person, space.workspaceId);
    const elsewhere = await ask(person, (await workspaceWith({})).workspaceId);
    expect([asked.status, asked.text]).toEqual([elsewhere.status, elsewhere.text]);
    expect(await statusOf(space, person)).toBeUndefined();
    expect((await api("GET", "/me", { token: person.token })).body.joinable).toEqual([]);
  });

  it("gives its domain back: another may make it their own", async () => {
    const other = await workspaceWith({});
    await prove(houseOf(other), domain);
    const { body } = await api("GET", `/workspaces/${other.workspaceId}/domains`, { token: other.admin.accessToken });
    expect(body.items).toMatchObject([{ domain, status: "proven" }]);
  });

  it.each([
    ["a membership back", "UPDATE memberships SET status = 'invited', end_reason = NULL WHERE workspace_id = ?"],
    ["a node back", "UPDATE nodes SET trashed_at = NULL WHERE workspace_id = ?"],
    ["the workspace back", "UPDATE workspaces SET deleted_at = NULL WHERE id = ?"],
    [
      "a new member",
      `INSERT INTO memberships (id, workspace_id, user_id, email, email_key, role, status, updated_at, change_id)
       SELECT 'mbr_late', workspace_id, user_id, email, email_key, role, 'active', 1, 'x' FROM memberships
       WHERE workspace_id = ? AND role = 'viewer' LIMIT 1`,
    ],
    [
      "a new share",
      `INSERT INTO shares (id, workspace_id, node_id, slug, visibility, is_share_page, created_by, created_at, change_id)
       SELECT 'shr_late', workspace_id, id, 'late', 'public', 0, owner_membership_id, 1, 'x' FROM nodes
       WHERE workspace_id = ? LIMIT 1`,
    ],
    [
      "new media",
      `INSERT INTO media (node_id, version, r2_key, content_type, size, etag, uploaded_at)
       SELECT id, 99, 'media/late', 'video/mp4', 1, 'x', 1 FROM nodes WHERE workspace_id = ? LIMIT 1`,
    ],
  ])("the database refuses %s", async (_, statement) => {
    const wanted = /workspace_deleted|no other twice|invalid_transition/;
    await expect(sql(statement, [space.workspaceId])).rejects.toThrow(wanted);
  });

  it("is purged after thirty days, and its files with it", async () => {
    const objects = `SELECT count(*) AS n FROM dropped_objects WHERE r2_key LIKE 'media/${space.workspaceId}/%'`;
    expect((await sql(objects))[0]?.n).toBe(0);
    await sql("UPDATE nodes SET trashed_at = ? WHERE workspace_id = ?", [
      Date.now() - TRASH_LIFETIME,
      space.workspaceId,
    ]);
    await purgeTrash(serviceJob());
    expect(await sql("SELECT id FROM nodes WHERE workspace_id = ?", [space.workspaceId])).toEqual([]);
    expect(await sql("SELECT id FROM shares WHERE workspace_id = ?", [space.workspaceId])).toEqual([]);
    expect((await sql(objects))[0]?.n).toBe(3);
  });
});

describe("deleting", () => {
  it("a personal workspace is refused", async () => {
    const { accessToken: token } = await signUp();
    const answer = await drop(await personalWorkspaceOf(token), token);
    expect([answer.status, answer.body.code]).toEqual([409, "personal_workspace"]);
  });

  it("shuts a public page and its bytes within a second, while they are asked for", async () => {
    const { workspaceId, admin } = await workspaceWith({});
    const small = await publish(admin.accessToken, (await playableVideo(admin.accessToken, workspaceId)).id, "public");
    await closesWithin(small, {}, () => drop(workspaceId, admin.accessToken));
  });

  it("by two at once is done once", async () => {
    const { workspaceId, admin, members } = await workspaceWith({ super_admin: 1 });
    const tokens = [admin.accessToken, members.super_admin[0]?.accessToken ?? ""];
    const answers = await Promise.all(tokens.map((token) => drop(workspaceId, token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
    const told = await sql("SELECT id FROM audit_entries WHERE workspace_id = ? AND action = 'workspace.deleted'", [
      workspaceId,
    ]);
    expect(told).toHaveLength(1);
  });

  it("while others invite, accept, come in, ask, make, publish and make keys: nothing is left open, nothing fails", async () => {
    for (let round = 0; round < 4; round += 1) {
      const space = await workspaceWith({ creator: 1 });
      const { workspaceId, admin } = space;
      const { accessToken: token } = admin;
      const creator = space.members.creator[0]?.accessToken ?? "";
      const root = `/workspaces/${workspaceId}`;
      await api("PUT", `${root}/plan`, { token, body: { seats: 50 } });
      const domain = newDomain();
      await prove(houseOf(space), domain);
      await api("PATCH", root, { token, body: { joinPolicy: "domain" } });
      const linkToken = await link(houseOf(space));
      const invited = await signUp();
      await invite(workspaceId, token, invited.email);
      const invitation = await inviteToken(invited.email);
      const video = await playableVideo(creator, workspaceId);
      const [comer, asker] = [await someone(domain), await someone(domain)];
      const calls = [
        () => invite(workspaceId, token, newAddress()),
        () => api("POST", `/invitations/${invitation}/accept`, { token: invited.accessToken }),
        () => take(comer, linkToken),
        () => ask(asker, workspaceId),
        () => api("POST", `${root}/nodes`, { token: creator, body: { kind: "project", title: "Late" } }),
        () => api("POST", `/videos/${video.id}/publish`, { token: creator, body: { visibility: "public" } }),
        () => api("POST", `${root}/api-keys`, { token, body: { name: "Late", scopes: ["content:read"] } }),
        () =>
          link(houseOf(space)).then(
            () => ({ status: 200 }),
            () => ({ status: 404 }),
          ),
      ];
      const before = calls.slice(0, 2 * round).map((call) => call());
      const deletion = drop(workspaceId, token);
      const after = calls.slice(2 * round).map((call) => call());
      const answers = await Promise.all([...before, ...after]);
      expect((await deletion).status).toBe(204);
      expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
      expect(await leftOpen(workspaceId)).toEqual(NOTHING);
      const [page] = await sql<{ slug: string }>("SELECT slug FROM shares WHERE workspace_id = ?", [workspaceId]);
      if (page) expect((await request("GET", `/s/${page.slug}`)).status).toBe(404);
      expect((await newProject(token, await personalWorkspaceOf(token))).kind).toBe("project");
    }
  });
});
