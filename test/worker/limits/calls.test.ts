import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newKeyText } from "../../../worker/api-keys/key-text.ts";
import { newNetwork, type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { newKey } from "../../support/api-keys.ts";
import { type Answer, api, type Call, request } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { type OwnFoyer, startOwnFoyer } from "../../support/own-foyer.ts";
import { playableVideo, publish } from "../../support/videos.ts";

/** A fiftieth of the usual: 20 calls a minute by a key, 60 by a session, 120 from a network. */
const OF_A_KEY = 20;
const OF_A_SESSION = 60;
const OF_A_NETWORK = 120;

let foyer: OwnFoyer;
let space: TestWorkspace;
let slug = "";
const path = () => `/workspaces/${space.workspaceId}`;

beforeAll(async () => {
  foyer = await startOwnFoyer({ LIMITS_SCALE: "0.02" });
  space = await workspaceWith({ viewer: 2, creator: 1 });
  const creator = space.members.creator[0]?.accessToken ?? "";
  slug = (await publish(creator, (await playableVideo(creator, space.workspaceId)).id, "public")).slug;
});

afterAll(() => foyer.stop());

const newKeyOf = async () => (await newKey(space.admin.accessToken, space.workspaceId)).key;

/** What the headers say, as numbers. */
function told({ headers }: Answer) {
  const [, policy, q, w] = /^"(\w+)";q=(\d+);w=(\d+)$/.exec(headers.get("RateLimit-Policy") ?? "") ?? [];
  const [, of, r, t] = /^"(\w+)";r=(\d+);t=(\d+)$/.exec(headers.get("RateLimit") ?? "") ?? [];
  return { policy, of, q: Number(q), w: Number(w), r: Number(r), t: Number(t) };
}

const atOnce = (times: number, one: () => Promise<Answer>) => Promise.all(Array.from({ length: times }, one));
const passed = (answers: Answer[]) => answers.filter(({ body }) => body.code !== "rate_limited");

describe("a key", () => {
  test("is told its limit and what is left, one less each time, and then when to come again", async () => {
    const token = await newKeyOf();
    for (let left = OF_A_KEY - 1; left >= 0; left -= 1) {
      const answer = await api("GET", path(), { token });
      expect([answer.status, told(answer)]).toEqual([
        200,
        { policy: "key", of: "key", q: OF_A_KEY, w: 60, r: left, t: expect.any(Number) },
      ]);
    }
    const refused = await api("GET", path(), { token });
    expect([refused.status, refused.body.code]).toEqual([429, "rate_limited"]);
    const { q, r, t } = told(refused);
    expect([q, r, String(t)]).toEqual([OF_A_KEY, 0, refused.headers.get("Retry-After")]);
    expect(t).toBeGreaterThan(0);
    expect(t).toBeLessThanOrEqual(60);
  });

  test("of four times as many at once exactly the limit pass, and nothing is done for the others", async () => {
    const token = await newKeyOf();
    const body = { kind: "project", title: "Counted" };
    const answers = await atOnce(OF_A_KEY * 4, () => api("POST", `${path()}/nodes`, { token, body }));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(OF_A_KEY);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(OF_A_KEY * 3);
    const [made] = await sql("SELECT count(*) AS n FROM nodes WHERE title = ?", [body.title]);
    expect(made?.n).toBe(OF_A_KEY);
  });

  test("takes nothing from its maker's other keys and sessions", async () => {
    const [one, other] = [await newKeyOf(), await newKeyOf()];
    const { r } = told(await api("GET", "/me", { token: space.admin.accessToken }));
    await atOnce(OF_A_KEY + 1, () => api("GET", path(), { token: one }));
    expect((await api("GET", path(), { token: other })).status).toBe(200);
    expect(told(await api("GET", "/me", { token: space.admin.accessToken })).r).toBe(r - 1);
  });
});

describe("a session", () => {
  const viewer = (nth: number) => space.members.viewer[nth]?.accessToken ?? "";

  test("is told on every answer, whatever that is", async () => {
    const token = viewer(0);
    const calls: [number, string, string, Call?][] = [
      [200, "GET", "/me"],
      [200, "HEAD", "/me"],
      [400, "PATCH", "/me", { body: { name: 3 } }],
      [403, "PATCH", path(), { body: { name: "Mine" } }],
      [404, "GET", "/nothing"],
      [413, "PATCH", "/me", { body: { name: "x".repeat(300_000) } }],
      [202, "POST", "/workspaces/wsp_00000000000000000000000000/join-requests", { body: {} }],
    ];
    for (const [status, method, to, call] of calls) {
      const answer = await api(method, to, { ...call, token });
      expect([to, answer.status, told(answer)]).toEqual([
        to,
        status,
        { policy: "session", of: "session", q: OF_A_SESSION, w: 60, r: expect.any(Number), t: expect.any(Number) },
      ]);
    }
  });

  test("is told of now where the answer is one that was kept", async () => {
    const token = space.members.creator[0]?.accessToken ?? "";
    const repeat = () =>
      api("POST", `${path()}/nodes`, {
        token,
        body: { kind: "project", title: "Once" },
        headers: { "Idempotency-Key": "limits-once" },
      });
    const first = told(await repeat());
    const again = await repeat();
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    expect(told(again).r).toBe(first.r - 1);
  });

  test("of many at once the limit pass, by whichever way it is known; share pages are no calls", async () => {
    const token = viewer(1);
    const { r } = told(await api("GET", "/me", { token }));
    const answers = await atOnce(OF_A_SESSION + 20, () => api("GET", "/me", { token }));
    expect(passed(answers)).toHaveLength(r);
    const page = await request("GET", `/s/${slug}`, { headers: { Authorization: `Bearer ${token}` } });
    expect([page.status, page.headers.has("RateLimit")]).toEqual([200, false]);
    const bytes = await request("GET", `/s/${slug}/media`, { headers: { Range: "bytes=0-9" } });
    expect([bytes.status, bytes.headers.has("RateLimit")]).toEqual([206, false]);
  });
});

describe("a network of whoever comes with nothing that is good", () => {
  const nonsense = ["", "Bearer nonsense", `Bearer ${newKeyText()}`];

  test("has one limit for all of them, and strangers elsewhere have their own", async () => {
    const network = newNetwork();
    let nth = 0;
    const answers = await atOnce(OF_A_NETWORK + 30, () => {
      nth += 1;
      return api("GET", "/me", { network, headers: { Authorization: nonsense[nth % nonsense.length] ?? "" } });
    });
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(OF_A_NETWORK);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(30);
    const [one] = passed(answers);
    expect(one && told(one)).toMatchObject({ policy: "network", q: OF_A_NETWORK });
    expect((await api("GET", "/me", { network: newNetwork() })).status).toBe(401);
  });

  test("spent, takes nothing from who is known there; a key that was never good there is not looked up", async () => {
    const network = newNetwork();
    const [used, unused] = [await newKeyOf(), await newKeyOf()];
    await api("GET", path(), { token: used, network });
    await atOnce(OF_A_NETWORK, () => api("GET", "/me", { network }));
    expect((await api("GET", path(), { token: used, network })).status).toBe(200);
    expect((await api("GET", "/me", { token: space.admin.accessToken, network })).status).toBe(200);
    expect((await api("GET", path(), { token: newKeyText(), network })).status).toBe(429);
    expect((await api("GET", path(), { token: unused, network })).status).toBe(429);
    expect((await api("GET", path(), { token: unused })).status).toBe(200);
  });
});
