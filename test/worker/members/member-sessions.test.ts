import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { Share } from "../../../shared/api/shares.ts";
import type { SIGN_IN_ANEW } from "../../../shared/problem.ts";
import { type Actor, type MemberActor, signUp, type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { newKey } from "../../support/api-keys.ts";
import { api, request } from "../../support/client.ts";
import { closesWithin } from "../../support/closes-within.ts";
import { sql } from "../../support/database.ts";
import { openEvents } from "../../support/event-stream.ts";
import { signInOnPage } from "../../support/page-visitor.ts";
import { LARGE, playShare } from "../../support/play-share.ts";
import { BODIES, QUERIES, ROUTES } from "../../support/routes.ts";
import { cookieOf } from "../../support/sign-in-page.ts";
import { newProject, newVideo, playableVideo, publish, uploadBytes } from "../../support/videos.ts";
import { largeClip } from "../uploads/large-clip.ts";

const ANEW: typeof SIGN_IN_ANEW = "sign_in_anew";

const sessionsOf = (workspaceId: string, membershipId: string) =>
  `/workspaces/${workspaceId}/members/${membershipId}/sessions`;

const end = (space: Pick<TestWorkspace, "workspaceId" | "admin">, member: Pick<MemberActor, "membershipId">) =>
  api("DELETE", sessionsOf(space.workspaceId, member.membershipId), { token: space.admin.accessToken });

const sessionId = ({ refreshToken }: Actor) => refreshToken.split(".")[0] ?? "";

async function spaceWithDeveloper() {
  const space = await workspaceWith({ developer: 1 });
  return { space, developer: space.members.developer[0] as MemberActor };
}

/** What an answer says to whoever must sign in anew. */
const said = ({ status, body }: { status: number; body: { code: string; errors?: { code: string }[] } }) => [
  status,
  body.code,
  body.errors?.[0]?.code,
];
const MUST = [401, "unauthenticated", ANEW];

describe("a member's sessions", () => {
  it("are listed page by page, the newest first, without those of their keys and those that are over", async () => {
    const { space, developer } = await spaceWithDeveloper();
    const token = space.admin.accessToken;
    await newKey(developer.accessToken, space.workspaceId);
    const second = await signUp(developer.email);
    const over = await signUp(developer.email);
    await api("DELETE", "/auth/sessions/current", { token: over.accessToken });
    const path = sessionsOf(space.workspaceId, developer.membershipId);
    const first = await api("GET", `${path}?limit=1`, { token });
    expect(first.body.items.map(({ id }: { id: string }) => id)).toEqual([sessionId(second)]);
    expect(Object.keys(first.body.items[0]).sort()).toEqual(["createdAt", "current", "id", "lastUsedAt", "userAgent"]);
    const rest = await api("GET", `${path}?limit=1&cursor=${first.body.nextCursor}`, { token });
    expect(rest.body).toMatchObject({ items: [{ id: sessionId(developer), current: false }], nextCursor: null });
    // By its id an admin ends nothing of what serves the member elsewhere.
    const taken = await api("DELETE", `/auth/sessions/${sessionId(second)}`, { token });
    expect(taken.status).toBe(404);
  });

  it("of one's own membership name the one that asks", async () => {
    const { workspaceId, admin } = await workspaceWith({});
    const members = await api("GET", `/workspaces/${workspaceId}/members`, { token: admin.accessToken });
    const own = await api("GET", sessionsOf(workspaceId, members.body.items[0].id), { token: admin.accessToken });
    expect(own.body.items).toMatchObject([{ id: sessionId(admin), current: true }]);
  });

  it("are nobody's business before they are in, and unknown of another workspace's member", async () => {
    const { workspaceId, admin } = await workspaceWith({});
    const guest = await signUp();
    const other = await workspaceWith({ viewer: 1 });
    const token = admin.accessToken;
    const invitations = [{ email: guest.email, role: "viewer" }];
    const invited = await api("POST", `/workspaces/${workspaceId}/invitations`, { token, body: { invitations } });
    const ids = [invited.body.results[0].membership.id, other.members.viewer[0]?.membershipId ?? ""];
    for (const id of ids) {
      expect((await api("GET", sessionsOf(workspaceId, id), { token })).status).toBe(404);
      expect((await api("DELETE", sessionsOf(workspaceId, id), { token })).status).toBe(404);
    }
  });
});

describe("ended in one workspace", () => {
  it("they count there for nothing, the keys are dead, and elsewhere all is as it was", async () => {
    const { space, developer } = await spaceWithDeveloper();
    const { accessToken: token } = developer;
    const elsewhere = await api("POST", "/workspaces", { token, body: { name: "Elsewhere" } });
    const [key, keyElsewhere] = [
      await newKey(token, space.workspaceId),
      await newKey(token, elsewhere.body.id as string),
    ];
    expect((await end(space, developer)).status).toBe(204);

    const here = `/workspaces/${space.workspaceId}`;
    expect(said(await api("GET", here, { token }))).toEqual(MUST);
    expect((await api("GET", here, { token: key.key })).status).toBe(401);
    expect((await api("GET", `/workspaces/${elsewhere.body.id}`, { token })).status).toBe(200);
    expect((await api("GET", `/workspaces/${elsewhere.body.id}`, { token: keyElsewhere.key })).status).toBe(200);

    const me = await api("GET", "/me", { token });
    const belonging = (id: string) =>
      me.body.memberships.find(({ workspace }: { workspace: { id: string } }) => workspace.id === id);
    expect(belonging(space.workspaceId)).toMatchObject({ mustSignIn: true, workspace: { abilities: [] } });
    expect(belonging(elsewhere.body.id)).toMatchObject({ mustSignIn: false });

    const list = await api("GET", sessionsOf(space.workspaceId, developer.membershipId), {
      token: space.admin.accessToken,
    });
    expect(list.body.items).toEqual([]);

    const audit = await api("GET", `${here}/audit`, { token: space.admin.accessToken });
    expect(audit.body.items.slice(0, 2)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          action: "member.sessions_ended",
          target: developer.membershipId,
          data: { apiKeys: 1 },
        }),
        expect.objectContaining({ action: "api_key.deleted", target: key.id }),
      ]),
    );

    const anew = await signUp(developer.email);
    expect((await api("GET", here, { token: anew.accessToken })).status).toBe(200);
    expect(said(await api("GET", here, { token }))).toEqual(MUST);
    expect((await newKey(anew.accessToken, space.workspaceId)).key).toBeDefined();
  });

  it("a refreshed token of the same session is worth no more", async () => {
    const { space, developer } = await spaceWithDeveloper();
    await end(space, developer);
    const { body } = await api("POST", "/auth/sessions/refresh", { body: { refreshToken: developer.refreshToken } });
    expect(said(await api("GET", `/workspaces/${space.workspaceId}`, { token: body.accessToken }))).toEqual(MUST);
  });

  it("also one whose clock ran ahead, and who signs in anew is in though their clock runs behind", async () => {
    const { space, developer } = await spaceWithDeveloper();
    await sql("UPDATE sessions SET created_at = created_at + 60000 WHERE id = ?", [sessionId(developer)]);
    await end(space, developer);
    const here = `/workspaces/${space.workspaceId}`;
    expect(said(await api("GET", here, { token: developer.accessToken }))).toEqual(MUST);
    const anew = await signUp(developer.email);
    expect((await api("GET", here, { token: anew.accessToken })).status).toBe(200);
    const key = await newKey(anew.accessToken, space.workspaceId);
    expect((await api("GET", here, { token: key.key })).status).toBe(200);
  });

  it("one removed and back again is not let in by what was ended", async () => {
    const { space, developer } = await spaceWithDeveloper();
    const token = space.admin.accessToken;
    const here = `/workspaces/${space.workspaceId}`;
    await end(space, developer);
    await api("DELETE", `${here}/members/${developer.membershipId}`, { token });
    await api("POST", `${here}/invitations`, {
      token,
      body: { invitations: [{ email: developer.email, role: "developer" }] },
    });
    const me = await api("GET", "/me", { token: developer.accessToken });
    const invitation = me.body.invitations[0].token;
    expect((await api("POST", `/invitations/${invitation}/accept`, { token: developer.accessToken })).status).toBe(200);
    expect(said(await api("GET", here, { token: developer.accessToken }))).toEqual(MUST);
    expect((await api("GET", here, { token: (await signUp(developer.email)).accessToken })).status).toBe(200);
  });

  it("an admin may end their own, and has to sign in like anyone", async () => {
    const { workspaceId, admin } = await workspaceWith({});
    const members = await api("GET", `/workspaces/${workspaceId}/members`, { token: admin.accessToken });
    expect((await end({ workspaceId, admin }, { membershipId: members.body.items[0].id })).status).toBe(204);
    expect(said(await api("GET", `/workspaces/${workspaceId}`, { token: admin.accessToken }))).toEqual(MUST);
  });

  it("while the member writes: what begins after the answer writes nothing, and what wrote was answered so", async () => {
    const { space, developer } = await spaceWithDeveloper();
    const here = `/workspaces/${space.workspaceId}`;
    const answers: { begunAt: number; status: number }[] = [];
    let endedAt = Number.POSITIVE_INFINITY;
    const write = async () => {
      while (performance.now() < endedAt + 200) {
        const begunAt = performance.now();
        const body = { kind: "project", title: "P" };
        const { status } = await api("POST", `${here}/nodes`, { token: developer.accessToken, body });
        answers.push({ begunAt, status });
      }
    };
    const writers = Promise.all(Array.from({ length: 4 }, write));
    await expect.poll(() => answers.length).toBeGreaterThan(8);
    await end(space, developer);
    endedAt = performance.now();
    await writers;
    const late = answers.filter(({ begunAt }) => begunAt > endedAt);
    expect(new Set(late.map(({ status }) => status))).toEqual(new Set([401]));
    const written = answers.filter(({ status }) => status === 201).length;
    const [row] = await sql<{ n: number }>("SELECT count(*) AS n FROM nodes WHERE owner_membership_id = ?", [
      developer.membershipId,
    ]);
    expect([Number(row?.n), written > 0]).toEqual([written, true]);
  });

  it("repeats no answer that was kept for the member", async () => {
    const { space, developer } = await spaceWithDeveloper();
    const call = {
      token: developer.accessToken,
      headers: { "Idempotency-Key": randomUUID() },
      body: { name: "Import", scopes: ["content:read"] },
    };
    const path = `/workspaces/${space.workspaceId}/api-keys`;
    expect((await api("POST", path, call)).status).toBe(201);
    expect((await api("POST", path, call)).status).toBe(201);
    await end(space, developer);
    expect(said(await api("POST", path, call))).toEqual(MUST);
  });
});

describe("every route of a workspace", () => {
  // Whoever asks to join is answered the same whatever the workspace is.
  const SAME_FOR_ALL = /join-requests( |\/mine)?$/;
  const OF_A_WORKSPACE = ROUTES.filter(
    (route) => /api\/v1\/(workspaces\/:workspaceId|nodes|videos|shares\/)/.test(route) && !SAME_FOR_ALL.test(route),
  ).filter((route) => !route.startsWith("OPTIONS"));
  const ids: Record<string, string> = {};
  let stale: Actor;

  beforeAll(async () => {
    const space = await workspaceWith({ super_admin: 1 });
    const chief = space.members.super_admin[0] as MemberActor;
    stale = chief;
    const video = await playableVideo(chief.accessToken, space.workspaceId);
    ids.workspaceId = space.workspaceId;
    ids.nodeId = video.id;
    ids.shareId = (await publish(chief.accessToken, video.id)).id;
    ids.membershipId = chief.membershipId;
    await end(space, chief);
  });

  it.each(OF_A_WORKSPACE)("%s", async (route) => {
    const [method = "", pattern = ""] = route.split(" ");
    const path = pattern.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? "none");
    const headers = route.includes("/uploads") ? { "Tus-Resumable": "1.0.0", "Upload-Length": "9" } : {};
    const body = BODIES[route];
    const query = QUERIES[route] ?? "";
    const call = { token: stale.accessToken, headers, ...(body ? { body } : {}) };
    const answer = await request(method, `${path}${query}`, call);
    expect(said(answer as Parameters<typeof said>[0])).toEqual(MUST);
  });
});

describe("what the member had open", () => {
  let space: TestWorkspace;
  let viewer: MemberActor;
  let share: Share;

  beforeAll(async () => {
    space = await workspaceWith({ viewer: 1 });
    viewer = space.members.viewer[0] as MemberActor;
    const { accessToken: token } = space.admin;
    const video = await newVideo(token, await newProject(token, space.workspaceId));
    await uploadBytes(token, video.id, await largeClip(LARGE));
    share = await publish(token, video.id, "workspace");
  });

  it("is shut within a second where nothing is heard of it", async () => {
    const made = await workspaceWith({ viewer: 1 });
    const member = made.members.viewer[0] as MemberActor;
    const small = await publish(
      made.admin.accessToken,
      (await playableVideo(made.admin.accessToken, made.workspaceId)).id,
    );
    await closesWithin(small, { token: member.accessToken }, () =>
      sql("UPDATE memberships SET sign_in_after = ? WHERE id = ?", [Date.now(), member.membershipId]),
    );
  });

  it("is cut while it plays, and the page leads to a form that says why and leads back", async () => {
    const playing = await playShare(share.slug, { token: viewer.accessToken });
    const cookie = await cookieOf({ token: viewer.accessToken });
    await end(space, viewer);
    expect(await playing.outcomeAfter(5_000)).toBe("cut");

    const headers = { Cookie: cookie, Accept: "text/html" };
    const page = await request("GET", `/s/${share.slug}`, { headers });
    expect([page.status, page.headers.get("Location")]).toEqual([303, `/sign-in?next=/s/${share.slug}`]);
    expect((await request("GET", `/s/${share.slug}/media`, { token: viewer.accessToken })).status).toBe(401);
    const form = await request("GET", page.headers.get("Location") ?? "", { headers });
    expect(form.status).toBe(200);
    expect(form.text).toContain("Acme asks you to sign in again");
    expect(form.text).toContain(viewer.email);
    // Where they count as ever, nobody is asked for anything.
    const elsewhere = await request("GET", "/sign-in?next=/docs", { headers });
    expect([elsewhere.status, elsewhere.headers.get("Location")]).toEqual([303, "/docs"]);

    const home = await request("GET", "/", { headers });
    expect(home.text).not.toContain("Launch");
    expect(home.text).toContain("Sign in again for Acme");

    const { page: anew, answer } = await signInOnPage(viewer.email, `/s/${share.slug}`);
    expect(answer.headers.get("Location")).toBe(`/s/${share.slug}`);
    expect((await anew.get(`/s/${share.slug}`)).status).toBe(200);
    expect((await anew.get("/")).text).not.toContain("Sign in again for Acme");
  });
});

describe("notifications", () => {
  it("of the workspace are neither listed, counted, streamed nor marked, until one signs in anew", async () => {
    const made = await workspaceWith({ super_admin: 1 });
    const chief = made.members.super_admin[0] as MemberActor;
    const token = made.admin.accessToken;
    const here = `/workspaces/${made.workspaceId}`;
    await api("PATCH", `${here}/members/${chief.membershipId}`, { token, body: { role: "developer" } });
    await api("PATCH", `${here}/members/${chief.membershipId}`, { token, body: { role: "super_admin" } });
    const unread = async (who: Actor) => (await api("GET", "/notifications", { token: who.accessToken })).body.unread;
    await expect.poll(() => unread(chief), { timeout: 10_000 }).toBeGreaterThan(1);
    const stream = await openEvents("/notifications/stream", chief.accessToken);
    await expect.poll(() => stream.events.map(({ event }) => event)).toContain("unread");
    const heard = stream.events.length;
    await end(made, chief);

    const list = await api("GET", "/notifications", { token: chief.accessToken });
    expect(list.body).toMatchObject({ items: [], unread: 0 });
    const marked = await api("POST", "/notifications/read", { token: chief.accessToken, body: {} });
    expect(marked.body).toEqual({ unread: 0 });

    const invitations = [{ email: "someone@new.example", role: "viewer" }];
    const witness = await openEvents("/notifications/stream", token);
    await api("POST", `${here}/invitations`, { token, body: { invitations } });
    await expect.poll(() => witness.events.map(({ event }) => event), { timeout: 10_000 }).toContain("membership");
    // The marker comes to the same stream after it, and is of the person's own.
    const probe = await workspaceWith({});
    await api("POST", `/workspaces/${probe.workspaceId}/invitations`, {
      token: probe.admin.accessToken,
      body: { invitations: [{ email: chief.email, role: "viewer" }] },
    });
    await expect
      .poll(() => stream.events.slice(heard).map(({ event, data }) => [event, data.workspaceId]), { timeout: 10_000 })
      .toContainEqual(["notification", probe.workspaceId]);
    expect(stream.events.slice(heard).filter(({ event }) => event === "membership")).toEqual([]);
    stream.close();
    witness.close();

    const anew = await signUp(chief.email);
    expect(await unread(anew)).toBeGreaterThan(2);
  });
});
