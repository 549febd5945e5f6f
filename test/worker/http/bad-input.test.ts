import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../../shared/ids.ts";
import { newAddress, workspaceWith } from "../../support/actors.ts";
import { api, request } from "../../support/client.ts";
import { sql } from "../../support/database.ts";

let token = "";
let workspaceId = "";
let before = "";

const state = async () =>
  JSON.stringify([
    await sql("SELECT * FROM workspaces WHERE id = ?", [workspaceId]),
    await sql("SELECT * FROM memberships WHERE workspace_id = ?", [workspaceId]),
    await sql("SELECT count(*) AS n FROM audit_entries WHERE workspace_id = ?", [workspaceId]),
  ]);

beforeAll(async () => {
  const made = await workspaceWith({});
  token = made.admin.accessToken;
  workspaceId = made.workspaceId;
  before = await state();
});

describe("malformed and unfitting bodies are 400 invalid_request with pointers, and change nothing", () => {
  const cases: [string, () => [string, string, unknown], string, string][] = [
    ["no body", () => ["POST", "/workspaces", undefined], "", "required"],
    ["an empty name", () => ["POST", "/workspaces", { name: "  " }], "/name", "min_length"],
    ["a missing name", () => ["POST", "/workspaces", {}], "/name", "required"],
    ["a name of another type", () => ["POST", "/workspaces", { name: 3 }], "/name", "string"],
    ["a name too long", () => ["POST", "/workspaces", { name: "x".repeat(121) }], "/name", "max_length"],
    ["a name with a line break", () => ["POST", "/workspaces", { name: "a\nb" }], "/name", "check"],
    ["a name with a direction override", () => ["POST", "/workspaces", { name: "a\u202Eb" }], "/name", "check"],
    ["half a character", () => ["PATCH", "/me", { name: "a\ud800" }], "/name", "check"],
    ["a link in a name", () => ["POST", "/workspaces", { name: "Win at https://evil.example" }], "/name", "check"],
    ["an unknown field", () => ["POST", "/workspaces", { name: "a", plan: "team" }], "/plan", "unknown_field"],
    ["an odd field name", () => ["POST", "/workspaces", { name: "a", "a/b~c": 1 }], "/a~1b~0c", "unknown_field"],
    ["a list", () => ["POST", "/workspaces", []], "/name", "required"],
    ["seats below one", () => ["PUT", `/workspaces/${workspaceId}/plan`, { seats: 0 }], "/seats", "min_value"],
    ["seats not whole", () => ["PUT", `/workspaces/${workspaceId}/plan`, { seats: 1.5 }], "/seats", "integer"],
    ["seats beyond the limit", () => ["PUT", `/workspaces/${workspaceId}/plan`, { seats: 1e9 }], "/seats", "max_value"],
    [
      "no invitation",
      () => ["POST", `/workspaces/${workspaceId}/invitations`, { invitations: [] }],
      "/invitations",
      "min_length",
    ],
    [
      "an unknown role, deep inside",
      () => [
        "POST",
        `/workspaces/${workspaceId}/invitations`,
        { invitations: [{ email: newAddress(), role: "owner" }] },
      ],
      "/invitations/0/role",
      "picklist",
    ],
    [
      "an extra field that would escalate",
      () => [
        "POST",
        `/workspaces/${workspaceId}/invitations`,
        { invitations: [{ email: newAddress(), role: "viewer", status: "active" }] },
      ],
      "/invitations/0/status",
      "unknown_field",
    ],
    ["an empty change", () => ["PATCH", `/workspaces/${workspaceId}/members/${newId("membership")}`, {}], "", "check"],
    ["no address", () => ["POST", "/auth/codes", { email: "nobody" }], "/email", "check"],
    ["a code too short", () => ["POST", "/auth/sessions", { email: "a@b.test", code: "123" }], "/code", "regex"],
    ["a language we lack", () => ["PATCH", "/me", { locale: "de" }], "/locale", "picklist"],
  ];

  it.each(cases)("%s", async (_, call, pointer, code) => {
    const [method, path, body] = call();
    const answer = await api(method, path, { token, ...(body === undefined ? {} : { body: body as object }) });
    expect([answer.status, answer.body.code]).toEqual([400, "invalid_request"]);
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
    expect(answer.body.errors).toContainEqual({ pointer, code, detail: expect.stringMatching(/\.$/) });
  });

  it.each([
    ["?limit=0", "/query/limit"],
    ["?limit=201", "/query/limit"],
    ["?limit=x", "/query/limit"],
    ["?status=gone", "/query/status"],
    ["?cursor=%00", "/query/cursor"],
    ["?role=owner", "/query/role"],
    ["?unknown=1", "/query/unknown"],
    ["?limit=1&limit=2", "/query/limit"],
  ])("the query %s", async (query, pointer) => {
    const answer = await api("GET", `/workspaces/${workspaceId}/members${query}`, { token });
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, pointer]);
  });

  it("malformed JSON", async () => {
    const answer = await api("POST", "/workspaces", {
      token,
      rawBody: '{"name":',
      headers: { "Content-Type": "application/json" },
    });
    expect([answer.status, answer.body.errors[0].code]).toEqual([400, "malformed_body"]);
  });

  it("a body too large is 413", async () => {
    const answer = await api("POST", "/workspaces", { token, body: { name: "x".repeat(300_000) } });
    expect([answer.status, answer.body.code]).toEqual([413, "payload_too_large"]);
  });

  it("a form too large is 413 as well", async () => {
    const answer = await request("POST", "/sign-in", {
      rawBody: `email=${"x".repeat(300_000)}`,
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
    });
    expect([answer.status, answer.body.code]).toEqual([413, "payload_too_large"]);
  });

  it("another type of content is 415", async () => {
    const answer = await api("POST", "/workspaces", {
      token,
      rawBody: "<a/>",
      headers: { "Content-Type": "text/xml" },
    });
    expect([answer.status, answer.body.code]).toEqual([415, "unsupported_media_type"]);
  });

  it("seats below what is in use are refused with the number in use", async () => {
    const made = await workspaceWith({ viewer: 2 });
    const answer = await api("PUT", `/workspaces/${made.workspaceId}/plan`, {
      token: made.admin.accessToken,
      body: { seats: 2 },
    });
    expect([answer.status, answer.body.code, answer.body.inUse]).toEqual([409, "seats_in_use", 3]);
  });

  it("and the workspace is as it was", async () => {
    expect(await state()).toBe(before);
  });
});

describe("unknown addresses and ids", () => {
  it.each([
    ["GET", "/nothing"],
    ["GET", `/workspaces/${newId("workspace")}`],
    ["GET", "/workspaces/%00"],
    ["GET", "/workspaces/wsp_'; DROP TABLE users; --"],
    ["DELETE", `/auth/sessions/${newId("session")}`],
  ])("%s %s is 404 not_found", async (method, path) => {
    const answer = await api(method, path, { token });
    expect([answer.status, answer.body.code]).toEqual([404, "not_found"]);
  });

  it("a title in French for readers of French", async () => {
    const answer = await api("GET", "/nothing", { token, headers: { "Accept-Language": "fr" } });
    expect(answer.body.title).toBe("Il n’y a rien ici, ou rien que vous puissiez voir.");
  });
});

describe("every answer", () => {
  it("carries the security headers and its request's id", async () => {
    const answer = await api("GET", "/me", { token });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "referrer-policy": expect.any(String),
      "permissions-policy": expect.any(String),
      "cache-control": "no-store",
      "x-request-id": expect.stringMatching(/^req_/),
    });
  });

  it("that is a problem names the request", async () => {
    const answer = await api("GET", "/nothing", { token });
    expect(answer.body.instance).toBe(answer.headers.get("x-request-id"));
    expect(answer.body.type).toMatch(/docs\/errors#not_found$/);
  });
});
