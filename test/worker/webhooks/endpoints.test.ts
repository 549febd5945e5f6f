import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MadeWebhook, WebhookEvent } from "../../../shared/api/webhooks.ts";
import { newId } from "../../../shared/ids.ts";
import { WEBHOOKS_MAX } from "../../../shared/limits.ts";
import { signUp, type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { newKey, personalWorkspaceOf } from "../../support/api-keys.ts";
import { api } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { type Receiver, register, startReceiver } from "../../support/webhook-receiver.ts";

const URL_ = "https://crm.acme.example/hooks?tenant=7";
const EVENTS: WebhookEvent[] = ["member.activated", "member.ended"];

let space: TestWorkspace;
let token: string;
let path: string;

beforeAll(async () => {
  space = await workspaceWith({ super_admin: 1, developer: 2, creator: 1, viewer: 2 });
  token = space.members.developer[0]?.accessToken ?? "";
  path = `/workspaces/${space.workspaceId}/webhooks`;
});

const make = (body: object = { url: URL_, events: EVENTS }) => api("POST", path, { token, body });
const made = () => register({ token, workspaceId: space.workspaceId }, URL_, EVENTS);
const clear = () => sql("DELETE FROM webhooks WHERE workspace_id = ?", [space.workspaceId]);

describe("an endpoint", () => {
  it("is made with its secret said once, and nothing of it in the database in clear", async () => {
    const answer = await make({ url: URL_, events: ["member.ended", "member.activated", "member.ended"] });
    expect(answer.status).toBe(201);
    const { secret, ...shown } = answer.body as MadeWebhook;
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(shown).toEqual({
      id: expect.stringMatching(/^whk_/),
      url: URL_,
      events: EVENTS,
      enabled: true,
      disabledReason: null,
      createdAt: expect.any(String),
      previousSecretUntil: null,
    });
    const [row] = await sql("SELECT * FROM webhooks WHERE id = ?", [shown.id]);
    expect(JSON.stringify(row)).not.toContain(secret.slice(6, 40));
    for (const read of [await api("GET", `${path}/${shown.id}`, { token }), await api("GET", path, { token })]) {
      expect(read.status).toBe(200);
      expect(read.text).not.toContain(secret.slice(6, 40));
      expect(read.body.items ?? [read.body]).toContainEqual(shown);
    }
  });

  it("is changed, turned off and on, and deleted with its deliveries", async () => {
    const { secret, ...hook } = await made();
    const one = `${path}/${hook.id}`;
    const patch = (body: object) => api("PATCH", one, { token, body });
    const moved = await patch({ url: "https://other.acme.example/", events: ["share.ended"] });
    expect([moved.status, moved.body]).toEqual([
      200,
      { ...hook, url: "https://other.acme.example/", events: ["share.ended"] },
    ]);
    expect(moved.text).not.toContain(secret);
    expect((await patch({ enabled: false })).body.enabled).toBe(false);
    for (const sent of [
      await api("POST", `${one}/test`, { token }),
      await api("POST", `${one}/deliveries/${newId("delivery")}/replay`, { token }),
    ])
      expect([409, 404]).toContain(sent.status);
    expect((await api("POST", `${one}/test`, { token })).body.code).toBe("invalid_state");
    expect((await patch({ enabled: true })).body.enabled).toBe(true);
    expect((await api("POST", `${one}/test`, { token })).status).toBe(201);
    expect((await api("DELETE", one, { token })).status).toBe(204);
    expect((await api("GET", one, { token })).status).toBe(404);
    expect(await sql("SELECT id FROM webhook_deliveries WHERE webhook_id = ?", [hook.id])).toEqual([]);
  });

  it("is audited, with its host and events and nothing of its path or secret", async () => {
    const { id, secret } = await made();
    await api("PATCH", `${path}/${id}`, { token, body: { enabled: false } });
    await api("POST", `${path}/${id}/secret`, { token });
    await api("DELETE", `${path}/${id}`, { token });
    const entries = await sql("SELECT action, data FROM audit_entries WHERE target = ? ORDER BY at, id", [id]);
    expect(entries.map(({ action }) => action).sort()).toEqual([
      "webhook.changed",
      "webhook.created",
      "webhook.deleted",
      "webhook.secret_rotated",
    ]);
    const created = entries.find(({ action }) => action === "webhook.created");
    expect(JSON.parse(String(created?.data))).toEqual({ host: "crm.acme.example", events: EVENTS, enabled: true });
    expect(JSON.stringify(entries)).not.toContain("tenant");
    expect(JSON.stringify(entries)).not.toContain(secret.slice(6, 20));
  });

  it.each([
    ["no address", { events: EVENTS }, "/url"],
    ["an address that is none", { url: "crm", events: EVENTS }, "/url"],
    ["another scheme", { url: "ftp://crm.acme.example/", events: EVENTS }, "/url"],
    ["a name and password", { url: "https://me:secret@crm.acme.example/", events: EVENTS }, "/url"],
    ["a fragment", { url: "https://crm.acme.example/#a", events: EVENTS }, "/url"],
    ["an address too long", { url: `https://crm.acme.example/${"a".repeat(2_000)}`, events: EVENTS }, "/url"],
    ["no event", { url: URL_, events: [] }, "/events"],
    ["an unknown event", { url: URL_, events: ["member.born"] }, "/events/0"],
    ["the test's event, which everyone gets", { url: URL_, events: ["webhook.test"] }, "/events/0"],
    ["a field that is not known", { url: URL_, events: EVENTS, secret: "whsec_mine" }, "/secret"],
  ])("with %s: 400 and where it stands", async (_, body, pointer) => {
    const answer = await make(body);
    expect([answer.status, answer.body.code, answer.body.errors?.[0]?.pointer]).toEqual([
      400,
      "invalid_request",
      pointer,
    ]);
    const { id } = await made();
    const change = await api("PATCH", `${path}/${id}`, { token, body: "url" in body ? body : {} });
    expect(change.status).toBe(400);
  });

  it("may listen for comments and reviews before there are any", async () => {
    const answer = await make({ url: URL_, events: ["comment.created", "review.decided"] });
    expect([answer.status, answer.body.events]).toEqual([201, ["comment.created", "review.decided"]]);
  });

  it(`is one of ${WEBHOOKS_MAX} at most, however many are made at once, listed by page`, async () => {
    await clear();
    const answers = await Promise.all(Array.from({ length: WEBHOOKS_MAX + 4 }, () => make()));
    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual(Array(4).fill([409, "too_many_webhooks"]));
    const first = await api("GET", `${path}?limit=15`, { token });
    const rest = await api("GET", `${path}?limit=15&cursor=${first.body.nextCursor}`, { token });
    expect([first.body.items.length, rest.body.items.length, rest.body.nextCursor]).toEqual([15, 5, null]);
    await clear();
  });

  it("is the workspace's: it stays when whoever made it goes, and another Developer changes it", async () => {
    const own = await workspaceWith({ developer: 2 });
    const [maker, other] = own.members.developer;
    const hooks = `/workspaces/${own.workspaceId}/webhooks`;
    const body = { url: URL_, events: EVENTS };
    const { id } = (await api("POST", hooks, { token: maker?.accessToken ?? "", body })).body;
    const gone = `/workspaces/${own.workspaceId}/members/${maker?.membershipId}`;
    expect((await api("DELETE", gone, { token: own.admin.accessToken })).status).toBe(204);
    const changed = await api("PATCH", `${hooks}/${id}`, {
      token: other?.accessToken ?? "",
      body: { events: ["share.ended"] },
    });
    expect([changed.status, changed.body.events]).toEqual([200, ["share.ended"]]);
  });

  it("may be of a personal workspace too", async () => {
    const person = await signUp();
    const workspaceId = await personalWorkspaceOf(person.accessToken);
    expect((await register({ token: person.accessToken, workspaceId }, URL_, EVENTS)).enabled).toBe(true);
  });
});

describe("who may", () => {
  const ACTORS = [
    "super admin",
    "developer",
    "maker",
    "key",
    "creator",
    "viewer",
    "suspended",
    "outsider",
    "stranger",
  ] as const;
  const allowed = {
    make: 201,
    list: 200,
    read: 200,
    change: 200,
    rotate: 200,
    test: 201,
    log: 200,
    replay: 200,
    remove: 204,
  };
  const all = (status: number) => Object.fromEntries(Object.keys(allowed).map((what) => [what, status]));
  const TABLE: Record<(typeof ACTORS)[number], Record<string, number>> = {
    "super admin": allowed,
    developer: allowed,
    maker: allowed,
    key: allowed,
    creator: all(403),
    viewer: all(403),
    suspended: all(403),
    outsider: all(404),
    stranger: all(401),
  };
  const tokens: Partial<Record<(typeof ACTORS)[number], string>> = {};
  let receiver: Receiver;

  beforeAll(async () => {
    receiver = await startReceiver();
    const { members, admin, workspaceId } = space;
    tokens["super admin"] = members.super_admin[0]?.accessToken ?? "";
    tokens.developer = members.developer[1]?.accessToken ?? "";
    tokens.maker = token;
    tokens.key = (await newKey(token, workspaceId, ["webhooks:write"])).key;
    tokens.creator = members.creator[0]?.accessToken ?? "";
    tokens.viewer = members.viewer[0]?.accessToken ?? "";
    tokens.suspended = members.viewer[1]?.accessToken ?? "";
    tokens.outsider = (await signUp()).accessToken;
    const suspension = await api("PATCH", `/workspaces/${workspaceId}/members/${members.viewer[1]?.membershipId}`, {
      token: admin.accessToken,
      body: { status: "suspended" },
    });
    expect(suspension.status).toBe(200);
  });
  afterAll(() => receiver.close());

  it.each(ACTORS)("%s", async (who) => {
    await clear();
    const hook = await register({ token, workspaceId: space.workspaceId }, receiver.url, EVENTS);
    const one = `${path}/${hook.id}`;
    const { id } = (await api("POST", `${one}/test`, { token })).body;
    const actor = tokens[who];
    const ask = async (method: string, at: string, body?: object) =>
      (await api(method, at, { ...(actor ? { token: actor } : {}), ...(body ? { body } : {}) })).status;
    expect({
      make: await ask("POST", path, { url: URL_, events: EVENTS }),
      list: await ask("GET", path),
      read: await ask("GET", one),
      change: await ask("PATCH", one, { events: EVENTS }),
      rotate: await ask("POST", `${one}/secret`),
      test: await ask("POST", `${one}/test`),
      log: await ask("GET", `${one}/deliveries`),
      replay: await ask("POST", `${one}/deliveries/${id}/replay`),
      remove: await ask("DELETE", one),
    }).toEqual(TABLE[who]);
  });

  it("reaches an endpoint only through its own workspace, and a delivery through its own endpoint", async () => {
    await clear();
    const hook = await register({ token, workspaceId: space.workspaceId }, receiver.url, EVENTS);
    const other = await made();
    const { id } = (await api("POST", `${path}/${hook.id}/test`, { token })).body;
    const elsewhere = await workspaceWith({});
    const theirs = { token: elsewhere.admin.accessToken };
    const through = `/workspaces/${elsewhere.workspaceId}/webhooks/${hook.id}`;
    for (const [method, at, body] of [
      ["GET", through],
      ["PATCH", through, { enabled: false }],
      ["DELETE", through],
      ["POST", `${through}/secret`],
      ["POST", `${through}/test`],
      ["GET", `${through}/deliveries`],
      ["POST", `${through}/deliveries/${id}/replay`],
    ] as const) {
      const answer = await api(method, at, { ...theirs, ...(body ? { body } : {}) });
      expect([method, at, answer.status, answer.body.code]).toEqual([method, at, 404, "not_found"]);
    }
    const crossed = await api("POST", `${path}/${other.id}/deliveries/${id}/replay`, { token });
    expect([crossed.status, crossed.body.code]).toEqual([404, "not_found"]);
    expect((await api("GET", `${path}/${hook.id}`, { token })).body.enabled).toBe(true);
  });
});
