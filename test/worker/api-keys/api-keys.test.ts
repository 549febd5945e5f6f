import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it, test } from "vitest";
import type { ContentNode } from "../../../shared/api/nodes.ts";
import type { Share } from "../../../shared/api/shares.ts";
import { newId } from "../../../shared/ids.ts";
import { API_KEYS_MAX } from "../../../shared/limits.ts";
import { SCOPES } from "../../../shared/policy/scopes.ts";
import { SCOPE_OF_ROUTE } from "../../../worker/api-keys/scope-of-route.ts";
import { type MemberActor, newAddress, signUp, type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { newKey, personalWorkspaceOf } from "../../support/api-keys.ts";
import { api, request } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { inviteToken, mailTo } from "../../support/mailbox.ts";
import { BODIES, QUERIES, ROUTES } from "../../support/routes.ts";

const UPLOAD = { "Tus-Resumable": "1.0.0", "Upload-Length": "10", "Upload-Offset": "0" };

let space: TestWorkspace;
let developer: MemberActor;
let keysPath: string;

beforeAll(async () => {
  space = await workspaceWith({ super_admin: 1, developer: 2, creator: 1, viewer: 1 });
  developer = space.members.developer[0] as MemberActor;
  keysPath = `/workspaces/${space.workspaceId}/api-keys`;
});

const membersWith = (token: string) => api("GET", `/workspaces/${space.workspaceId}/members`, { token });

describe("making a key", () => {
  it("says it once, stores it hashed, and lists what tells it from others", async () => {
    const body = {
      name: "CRM",
      scopes: ["members:read", "audit:read", "members:read"],
      expiresAt: "2030-01-01T00:00:00Z",
    };
    const made = await api("POST", keysPath, { token: developer.accessToken, body });
    expect(made.status).toBe(201);
    const { key, ...shown } = made.body;
    expect(key).toMatch(/^foyer_key_[0-9a-f]{72}$/);
    expect(key.startsWith(shown.prefix)).toBe(true);
    expect(shown).toMatchObject({
      name: "CRM",
      scopes: ["members:read", "audit:read"],
      expiresAt: "2030-01-01T00:00:00.000Z",
      lastUsedAt: null,
      madeBy: { membershipId: developer.membershipId, email: developer.email },
    });
    const [row] = await sql("SELECT * FROM api_keys WHERE id = ?", [shown.id]);
    expect(JSON.stringify(row)).not.toContain(key.slice(20));
    expect(row?.hash).toBe(createHash("sha256").update(key).digest("base64url"));
    const listed = await api("GET", keysPath, { token: developer.accessToken });
    expect(listed.body.items).toContainEqual(shown);
    expect(listed.text).not.toContain(key);
  });

  it.each([
    ["no name", { scopes: ["members:read"] }, "/name"],
    ["no scope", { name: "K", scopes: [] }, "/scopes"],
    ["an unknown scope", { name: "K", scopes: ["everything"] }, "/scopes/0"],
    ["an end in the past", { name: "K", scopes: ["members:read"], expiresAt: "2020-01-01T00:00:00Z" }, "/expiresAt"],
    ["a field that is not known", { name: "K", scopes: ["members:read"], role: "super_admin" }, "/role"],
  ])("with %s: 400 and where it stands", async (_, body, pointer) => {
    const answer = await api("POST", keysPath, { token: developer.accessToken, body });
    expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([400, pointer]);
  });

  it("is audited, with its name and scopes and nothing of the key", async () => {
    const { id, key } = await newKey(developer.accessToken, space.workspaceId, ["content:read"]);
    await api("DELETE", `${keysPath}/${id}`, { token: developer.accessToken });
    const entries = await sql("SELECT action, data FROM audit_entries WHERE target = ? ORDER BY at, action", [id]);
    expect(entries.map(({ action }) => action)).toEqual(["api_key.created", "api_key.deleted"]);
    expect(JSON.parse(String(entries[0]?.data))).toEqual({
      name: "Import",
      scopes: ["content:read"],
      membershipId: developer.membershipId,
    });
    expect(JSON.stringify(entries)).not.toContain(key.slice(20));
  });

  it(`stops at ${API_KEYS_MAX} of one member, however many are made at once`, async () => {
    const { workspaceId, admin } = await workspaceWith({});
    const path = `/workspaces/${workspaceId}/api-keys`;
    const body = { name: "K", scopes: ["content:read"] };
    const ask = () => api("POST", path, { token: admin.accessToken, body });
    const answers = await Promise.all(Array.from({ length: API_KEYS_MAX + 10 }, ask));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(API_KEYS_MAX);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual(Array(10).fill([409, "too_many_api_keys"]));
    await sql(
      "UPDATE api_keys SET expires_at = 1 WHERE id = (SELECT id FROM api_keys WHERE workspace_id = ? LIMIT 1)",
      [workspaceId],
    );
    const inItsPlace = await ask();
    expect(inItsPlace.status).toBe(201);
    await api("DELETE", `${path}/${inItsPlace.body.id}`, { token: admin.accessToken });
    const first = await api("GET", `${path}?limit=60`, { token: admin.accessToken });
    const rest = await api("GET", `${path}?limit=60&cursor=${first.body.nextCursor}`, { token: admin.accessToken });
    expect([first.body.items.length, rest.body.items.length, rest.body.nextCursor]).toEqual([60, 40, null]);
  });
});

describe("who may make, see and end keys", () => {
  const actors = ["super admin", "maker", "developer", "creator", "viewer", "outsider", "stranger"] as const;
  let tokens: Record<(typeof actors)[number], string | undefined>;
  beforeAll(async () => {
    const { members } = space;
    tokens = {
      "super admin": members.super_admin[0]?.accessToken,
      maker: developer.accessToken,
      developer: members.developer[1]?.accessToken,
      creator: members.creator[0]?.accessToken,
      viewer: members.viewer[0]?.accessToken,
      outsider: (await signUp()).accessToken,
      stranger: undefined,
    };
  });

  //              makes, sees the maker's, ends it
  it.each([
    ["super admin", 201, true, 204],
    ["maker", 201, true, 204],
    ["developer", 201, false, 404],
    ["creator", 403, undefined, 403],
    ["viewer", 403, undefined, 403],
    ["outsider", 404, undefined, 404],
    ["stranger", 401, undefined, 401],
  ] as const)("%s", async (who, makes, sees, ends) => {
    const token = tokens[who];
    const as = token === undefined ? {} : { token };
    const { id, key } = await newKey(developer.accessToken, space.workspaceId, ["members:read"]);
    const made = await api("POST", keysPath, { ...as, body: { name: "K", scopes: ["content:read"] } });
    expect(made.status).toBe(makes);
    const listed = await api("GET", keysPath, as);
    expect(listed.body.items?.some((one: { id: string }) => one.id === id)).toBe(sees);
    expect((await api("DELETE", `${keysPath}/${id}`, as)).status).toBe(ends);
    expect((await membersWith(key)).status).toBe(ends === 204 ? 401 : 200);
  });

  //              sees the maker's by their membership
  it.each([
    ["super admin", 200],
    ["maker", 403],
    ["developer", 403],
    ["creator", 403],
    ["viewer", 403],
    ["outsider", 404],
    ["stranger", 401],
  ] as const)("of one member: %s %i", async (who, status) => {
    const token = tokens[who];
    const { id, key } = await newKey(developer.accessToken, space.workspaceId, ["members:read"]);
    const others = await newKey(space.admin.accessToken, space.workspaceId);
    const path = `${keysPath}?membershipId=${developer.membershipId}`;
    const listed = await api("GET", path, token === undefined ? {} : { token });
    expect(listed.status).toBe(status);
    if (status !== 200) return;
    const ids = listed.body.items.map((one: { id: string }) => one.id);
    expect([ids.includes(id), ids.includes(others.id)]).toEqual([true, false]);
    expect(listed.text).not.toContain(key);
  });

  it("of another workspace's member, or none, there are none; and no key lists them", async () => {
    const other = await workspaceWith({ developer: 1 });
    const [theirs] = other.members.developer;
    await newKey(theirs?.accessToken ?? "", other.workspaceId);
    const { accessToken: token } = space.admin;
    for (const id of [theirs?.membershipId, newId("membership")]) {
      expect((await api("GET", `${keysPath}?membershipId=${id}`, { token })).body).toEqual({
        items: [],
        nextCursor: null,
      });
    }
    const { key } = await newKey(token, space.workspaceId);
    const path = `${keysPath}?membershipId=${developer.membershipId}`;
    expect((await api("GET", path, { token: key })).body.code).toBe("insufficient_scope");
    expect((await api("GET", `${keysPath}?membershipId=x`, { token })).body.code).toBe("invalid_request");
  });

  it("a key makes, sees and ends none, whatever it is for", async () => {
    const { id, key } = await newKey(developer.accessToken, space.workspaceId);
    for (const [method, path] of [
      ["POST", keysPath],
      ["GET", keysPath],
      ["DELETE", `${keysPath}/${id}`],
    ] as const) {
      const body = method === "POST" ? { body: { name: "K", scopes: ["content:read"] } } : {};
      const answer = await api(method, path, { token: key, ...body });
      expect([answer.status, answer.body.code]).toEqual([403, "insufficient_scope"]);
    }
  });
});

describe("what a key may do", () => {
  const ids: Record<string, string> = { slug: "A".repeat(22), lang: "en", file: "en.vtt", domain: "acme.example" };
  const pathOf = (route: string, known: Record<string, string> = ids) =>
    (route.split(" ")[1] ?? "").replace(/:(\w+)/g, (_, name: string) => known[name] ?? "none");
  const send = (route: string, token: string, known = ids) =>
    request(route.split(" ")[0] ?? "", `${pathOf(route, known)}${QUERIES[route] ?? ""}`, {
      token,
      ...(BODIES[route] ? { body: BODIES[route] } : {}),
      ...(route.includes("/uploads") ? { headers: UPLOAD } : {}),
    });

  it("the table names only routes that exist", () => {
    for (const route of Object.keys(SCOPE_OF_ROUTE)) expect(ROUTES).toContain(route);
  });

  it("each route of the table with its scope alone, and none with all the others", async () => {
    const keys = new Map<string, { own: string; others: string }>();
    for (const scope of new Set(Object.values(SCOPE_OF_ROUTE))) {
      const own = await newKey(developer.accessToken, space.workspaceId, [scope]);
      const others = await newKey(
        developer.accessToken,
        space.workspaceId,
        SCOPES.filter((one) => one !== scope),
      );
      keys.set(scope, { own: own.key, others: others.key });
    }
    for (const [route, scope] of Object.entries(SCOPE_OF_ROUTE)) {
      const { own = "", others = "" } = keys.get(scope) ?? {};
      const refused = await send(route, others);
      expect([route, refused.status, refused.body.code]).toEqual([route, 403, "insufficient_scope"]);
      expect(refused.body.errors[0].detail).toBe(`Needs the scope ${scope}.`);
      const passed = await send(route, own);
      expect([route, passed.body.code]).not.toEqual([route, "insufficient_scope"]);
    }
  });

  it("nothing beside the table, with every scope there is", async () => {
    const { key } = await newKey(space.admin.accessToken, space.workspaceId);
    const others = ROUTES.filter((route) => !(route in SCOPE_OF_ROUTE));
    expect(others.length).toBeGreaterThan(30);
    for (const route of others) {
      const answer = await send(route, key);
      expect([route, answer.status]).toEqual([route, 403]);
    }
  });

  it("reaches nowhere but into its own workspace, though its maker is a Super Admin in both", async () => {
    const { admin, workspaceId } = space;
    const elsewhere = await newKey(admin.accessToken, await personalWorkspaceOf(admin.accessToken));
    const here = await newKey(admin.accessToken, workspaceId);
    const make = (body: object) =>
      api<ContentNode>("POST", `/workspaces/${workspaceId}/nodes`, { token: here.key, body });
    const project = (await make({ kind: "project", title: "P" })).body;
    const folder = (await make({ kind: "folder", title: "F", parentId: project.id })).body;
    const share = (await api<Share>("POST", `/nodes/${folder.id}/shares`, { token: here.key, body: {} })).body;
    const known = { ...ids, workspaceId, nodeId: folder.id, shareId: share.id, membershipId: developer.membershipId };
    const own = Object.keys(SCOPE_OF_ROUTE).filter((route) => /:(workspaceId|nodeId|shareId)/.test(route));
    for (const route of own) {
      const { status } = await api("GET", `/nodes/${folder.id}`, { token: here.key });
      expect(status).toBe(200);
      const answer = await send(route, elsewhere.key, known);
      expect([route, answer.status]).toEqual([route, 404]);
      expect(answer.text).not.toContain(folder.id);
    }
    const slug = await api("GET", `/shares?slug=${share.slug}`, { token: elsewhere.key });
    expect([slug.status, slug.body.code]).toEqual([200, undefined]);
    expect(slug.body.items).toEqual([]);
    expect((await api("GET", `/shares?slug=${share.slug}`, { token: here.key })).body.items).toHaveLength(1);
  });

  it("never more than its maker's role, whatever its scopes", async () => {
    const { key } = await newKey(developer.accessToken, space.workspaceId);
    const body = { invitations: [{ email: newAddress(), role: "viewer" }] };
    const answer = await api("POST", `/workspaces/${space.workspaceId}/invitations`, { token: key, body });
    expect([answer.status, answer.body.code]).toEqual([403, "forbidden"]);
    await api("PUT", `/workspaces/${space.workspaceId}/plan`, { token: space.admin.accessToken, body: { seats: 20 } });
    const admins = await newKey(space.admin.accessToken, space.workspaceId, ["members:write"]);
    const allowed = await api("POST", `/workspaces/${space.workspaceId}/invitations`, { token: admins.key, body });
    expect(allowed.body.code ?? allowed.status).toBe(200);
  });
});

describe("a key's end", () => {
  let maker: MemberActor;
  let own: TestWorkspace;
  let key: string;
  beforeAll(async () => {
    own = await workspaceWith({ developer: 1 });
    maker = own.members.developer[0] as MemberActor;
    ({ key } = await newKey(maker.accessToken, own.workspaceId));
  });
  const ask = (text = key) => api("GET", `/workspaces/${own.workspaceId}/members`, { token: text });
  const change = (body: object) =>
    api("PATCH", `/workspaces/${own.workspaceId}/members/${maker.membershipId}`, {
      token: own.admin.accessToken,
      body,
    });

  test("what is not a key, is mistyped, cut or made up is 401", async () => {
    expect((await ask()).status).toBe(200);
    const flipped = `${key.slice(0, -1)}${key.endsWith("0") ? "1" : "0"}`;
    for (const text of [flipped, key.slice(0, -1), `${key}0`, key.toUpperCase(), key.slice("foyer_key_".length)]) {
      expect([text, (await ask(text)).status]).toEqual([text, 401]);
    }
  });

  test("its maker demoted below the API or suspended, it stops at once, and works again with them", async () => {
    for (const [away, back] of [
      [{ role: "creator" }, { role: "developer" }],
      [{ status: "suspended" }, { status: "active" }],
    ] as const) {
      expect((await change(away)).status).toBe(200);
      expect((await ask()).status).toBe(401);
      expect((await change(back)).status).toBe(200);
      expect((await ask()).status).toBe(200);
    }
  });

  test("it outlives its maker's sessions, and is none of them", async () => {
    const sessions = await api("GET", "/auth/sessions", { token: maker.accessToken });
    expect(sessions.body.items).toHaveLength(1);
    const [{ id } = { id: "" }] = await sql("SELECT id FROM sessions WHERE user_id = ? AND api_key_id IS NOT NULL", [
      maker.user.id,
    ]);
    expect((await api("DELETE", `/auth/sessions/${id}`, { token: maker.accessToken })).status).toBe(404);
    expect((await api("DELETE", "/auth/sessions", { token: maker.accessToken })).status).toBe(204);
    expect((await ask()).status).toBe(200);
  });

  test("its session ends with it, so that what it began to read ends too", async () => {
    const { accessToken } = await signUp(maker.email);
    const expiresAt = "2040-01-31T12:00:00.000Z";
    const body = { name: "Until then", scopes: ["content:read"], expiresAt };
    const made = await api("POST", `/workspaces/${own.workspaceId}/api-keys`, { token: accessToken, body });
    const [session] = await sql("SELECT expires_at FROM sessions WHERE api_key_id = ?", [made.body.id]);
    expect(session?.expires_at).toBe(Date.parse(expiresAt));
  });

  test("past its time it is 401", async () => {
    const { accessToken } = await signUp(maker.email);
    const { id, key: short } = await newKey(accessToken, own.workspaceId);
    expect((await ask(short)).status).toBe(200);
    await sql("UPDATE api_keys SET expires_at = ? WHERE id = ?", [Date.now() - 1, id]);
    expect((await ask(short)).status).toBe(401);
  });

  test("deleted in the midst of its calls, every call begun after that is 401", async () => {
    const { accessToken } = await signUp(maker.email);
    const { id, key: busy } = await newKey(accessToken, own.workspaceId);
    const during = Array.from({ length: 20 }, () => ask(busy));
    const path = `/workspaces/${own.workspaceId}/api-keys/${id}`;
    const ends = await Promise.all(Array.from({ length: 5 }, () => api("DELETE", path, { token: accessToken })));
    expect(ends.map(({ status }) => status).sort()).toEqual([204, 404, 404, 404, 404]);
    const after = await Promise.all(Array.from({ length: 20 }, () => ask(busy)));
    expect(after.map(({ status }) => status)).toEqual(Array(20).fill(401));
    for (const { status } of await Promise.all(during)) expect([200, 401]).toContain(status);
  });

  test("its use is noted", async () => {
    const { accessToken } = await signUp(maker.email);
    const { id, key: used } = await newKey(accessToken, own.workspaceId);
    const before = Date.now();
    await ask(used);
    const noted = async () => (await sql("SELECT last_used_at AS at FROM api_keys WHERE id = ?", [id]))[0]?.at;
    await expect.poll(noted).toBeGreaterThanOrEqual(before - 1_000);
  });

  test("its maker removed, it is dead for good and listed no more, also once they are back", async () => {
    const path = `/workspaces/${own.workspaceId}/members/${maker.membershipId}`;
    expect((await api("DELETE", path, { token: own.admin.accessToken })).status).toBe(204);
    expect((await ask()).status).toBe(401);
    const listed = await api("GET", `/workspaces/${own.workspaceId}/api-keys`, { token: own.admin.accessToken });
    expect(listed.body.items).toEqual([]);
    const { accessToken } = await signUp(maker.email);
    const mailed = await mailTo(maker.email);
    const invitations = [{ email: maker.email, role: "developer" }];
    const invite = { token: own.admin.accessToken, body: { invitations } };
    expect((await api("POST", `/workspaces/${own.workspaceId}/invitations`, invite)).status).toBe(200);
    const back = await api("POST", `/invitations/${await inviteToken(maker.email, mailed)}/accept`, {
      token: accessToken,
    });
    expect([back.status, back.body.status]).toEqual([200, "active"]);
    expect((await ask()).status).toBe(401);
    expect((await ask((await newKey(accessToken, own.workspaceId)).key)).status).toBe(200);
  });
});
