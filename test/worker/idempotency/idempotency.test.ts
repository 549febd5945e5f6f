import { createHash, randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { IDEMPOTENCY_KEPT, IDEMPOTENCY_KEY_MAX, IDEMPOTENCY_LEASE } from "../../../shared/limits.ts";
import { forgetAnswers } from "../../../worker/idempotency/kept-answers.ts";
import { type Actor, signUp, type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { newKey } from "../../support/api-keys.ts";
import { type Answer, api } from "../../support/client.ts";
import { someone } from "../../support/crowd.ts";
import { sql } from "../../support/database.ts";
import { serviceJob } from "../../support/service-job.ts";

let space: TestWorkspace;
let admin: Actor;
let path: string;

beforeAll(async () => {
  space = await workspaceWith({ super_admin: 1 });
  admin = space.admin;
  path = `/workspaces/${space.workspaceId}/nodes`;
});

const freshKey = () => randomUUID();
const project = (title: string) => ({ kind: "project", title });

function post(key: string, body: unknown, { token = admin.accessToken, to = path } = {}): Promise<Answer> {
  return api("POST", to, { token, body, headers: { "Idempotency-Key": key } });
}

async function projects(title: string): Promise<number> {
  const [row] = await sql("SELECT count(*) AS count FROM nodes WHERE workspace_id = ? AND title = ?", [
    space.workspaceId,
    title,
  ]);
  return Number(row?.count);
}

const nameOf = (key: string, to = path) => createHash("sha256").update(`/api/v1${to}\n${key}`).digest("base64url");

/** As if so much time had gone by since a key was used first. */
const age = (key: string, ms: number) =>
  sql("UPDATE idempotency_keys SET claimed_at = claimed_at - ? WHERE name = ?", [ms, nameOf(key)]);

describe("a repeat", () => {
  test("gets the first answer, and nothing is done again", async () => {
    const key = freshKey();
    const first = await post(key, project("Once"));
    const second = await post(key, project("Once"));
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.text).toBe(first.text);
    expect(first.headers.get("Idempotent-Replayed")).toBe(null);
    expect(second.headers.get("Idempotent-Replayed")).toBe("true");
    expect(second.headers.get("Content-Type")).toBe(first.headers.get("Content-Type"));
    expect(await projects("Once")).toBe(1);
  });

  test("in double quotes is the same", async () => {
    const key = freshKey();
    const first = await post(`"${key}"`, project("Quoted"));
    expect((await post(key, project("Quoted"))).text).toBe(first.text);
  });

  test("of what was refused gets the refusal, also once it would be taken", async () => {
    const key = freshKey();
    const wrong = { kind: "folder", title: "No place" };
    const first = await post(key, wrong);
    expect(first.status).toBe(400);
    const second = await post(key, wrong);
    expect([second.status, second.text]).toEqual([400, first.text]);
  });

  test("of an answer without a body has none", async () => {
    const key = freshKey();
    const to = "/notifications/read";
    const first = await post(key, {}, { to });
    const second = await post(key, {}, { to });
    expect([second.status, second.text]).toEqual([first.status, first.text]);
    expect(second.headers.get("Idempotent-Replayed")).toBe("true");
  });

  test("with another body is told so, and does nothing", async () => {
    const key = freshKey();
    await post(key, project("One body"));
    const other = await post(key, project("Another body"));
    expect([other.status, other.body.code]).toEqual([422, "idempotency_mismatch"]);
    expect(await projects("Another body")).toBe(0);
  });

  test("on another route, or by somebody else, is another call", async () => {
    const key = freshKey();
    const first = await post(key, project("Mine"));
    const theirs = await post(key, project("Mine"), { token: space.members.super_admin[0]?.accessToken ?? "" });
    expect(theirs.status).toBe(201);
    expect(theirs.body.id).not.toBe(first.body.id);
    const elsewhere = await post(key, { name: "Elsewhere" }, { to: "/workspaces" });
    expect(elsewhere.status).toBe(201);
  });

  test("of the same person from another session is theirs", async () => {
    const key = freshKey();
    const first = await post(key, project("From two desks"));
    const { accessToken: token } = await signUp(admin.email);
    expect((await post(key, project("From two desks"), { token })).text).toBe(first.text);
  });

  test("of an API key is the key's own, and shows its secret again to nobody else", async () => {
    const key = freshKey();
    const { key: apiKey } = await newKey(admin.accessToken, space.workspaceId, ["content:write"]);
    const first = await post(key, project("By key"), { token: apiKey });
    const byPerson = await post(key, project("By key"));
    expect(byPerson.body.id).not.toBe(first.body.id);
    expect((await post(key, project("By key"), { token: apiKey })).text).toBe(first.text);
  });
});

describe("at once", () => {
  test("twenty are one: the others get its answer or are told that it runs", async () => {
    const key = freshKey();
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(key, project("Twenty"))));
    expect(await projects("Twenty")).toBe(1);
    const done = answers.filter(({ status }) => status === 201);
    const waiting = answers.filter(({ status }) => status === 409);
    expect(done.length + waiting.length).toBe(20);
    expect(new Set(done.map(({ text }) => text)).size).toBe(1);
    for (const { body, headers } of waiting) {
      expect([body.code, headers.get("Retry-After")]).toEqual(["request_in_progress", "1"]);
    }
    expect((await post(key, project("Twenty"))).status).toBe(201);
  });
});

describe("time", () => {
  test("what was cut off holds its key for the lease and no longer", async () => {
    const key = freshKey();
    await post(key, project("Cut off"));
    await sql("UPDATE idempotency_keys SET answer = NULL WHERE name = ?", [nameOf(key)]);
    expect((await post(key, project("Cut off"))).body.code).toBe("request_in_progress");
    await age(key, IDEMPOTENCY_LEASE);
    expect((await post(key, project("Another"))).body.code).toBe("idempotency_mismatch");
    expect((await post(key, project("Cut off"))).status).toBe(201);
    expect(await projects("Cut off")).toBe(2);
  });

  test("after a day a key is new, and the sweep forgets it", async () => {
    const key = freshKey();
    const first = await post(key, project("Yesterday"));
    await age(key, IDEMPOTENCY_KEPT - 60_000);
    expect((await post(key, project("Yesterday"))).text).toBe(first.text);
    await age(key, 120_000);
    expect((await post(key, project("Today"))).status).toBe(201);
    await age(key, IDEMPOTENCY_KEPT + 60_000);
    await forgetAnswers(serviceJob());
    expect(await sql("SELECT 1 FROM idempotency_keys WHERE name = ?", [nameOf(key)])).toEqual([]);
  });
});

describe("whose right has gone", () => {
  test("gets no kept answer: out of the workspace, or their session over", async () => {
    const guest = await someone();
    const other = await workspaceWith({ creator: 1 });
    const leaver = other.members.creator[0] as Actor;
    const to = `/workspaces/${other.workspaceId}/nodes`;
    const key = freshKey();
    expect((await post(key, project("Left"), { to, token: leaver.accessToken })).status).toBe(201);
    await api("POST", `/workspaces/${other.workspaceId}/leave`, { token: leaver.accessToken });
    expect((await post(key, project("Left"), { to, token: leaver.accessToken })).status).toBe(404);
    await api("DELETE", "/auth/sessions/current", { token: leaver.accessToken });
    expect((await post(key, project("Left"), { to, token: leaver.accessToken })).status).toBe(401);
    expect((await post(key, project("Left"), { to, token: guest.token })).status).toBe(404);
  });

  test("a stranger is a stranger", async () => {
    const answer = await api("POST", path, { body: project("Nobody"), headers: { "Idempotency-Key": freshKey() } });
    expect(answer.status).toBe(401);
  });
});

test("what is no key: 400, at the header; elsewhere than on a POST it says nothing", async () => {
  for (const key of ["", '""', "two words", "x".repeat(IDEMPOTENCY_KEY_MAX + 1)]) {
    const { status, body } = await post(key, project("No key"));
    expect([key, status, body.errors?.[0].pointer]).toEqual([key, 400, "/headers/idempotency-key"]);
  }
  expect(await projects("No key")).toBe(0);
  const { status } = await api("GET", path, {
    token: admin.accessToken,
    headers: { "Idempotency-Key": "two words" },
  });
  expect(status).toBe(200);
});

test("neither the key nor what was answered stands in the database in clear", async () => {
  const key = freshKey();
  await post(key, project("Veiled title"));
  const [row] = await sql("SELECT * FROM idempotency_keys WHERE name = ?", [nameOf(key)]);
  expect(row?.answer).toBeTruthy();
  expect(JSON.stringify(row)).not.toContain(key);
  expect(JSON.stringify(row)).not.toContain("Veiled");
});
