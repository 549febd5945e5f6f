import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import type { Share } from "../../../shared/api/shares.ts";
import { RATE_LIMITS } from "../../../shared/limits.ts";
import { newNetwork, type TestWorkspace, workspaceWith } from "../../support/actors.ts";
import { type Answer, api, request } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { server } from "../../support/server.ts";
import { tryPassword, unlock } from "../../support/unlocking.ts";
import { playableVideo, publish } from "../../support/videos.ts";

const PASSWORD = "Correct horse é";
const TRIES = RATE_LIMITS.passwordTriesPerNetwork.limit;

let space: TestWorkspace;
let token: string;
let share: Share;

beforeAll(async () => {
  space = await workspaceWith({ viewer: 1 });
  token = space.admin.accessToken;
  share = await locked();
});

async function locked(): Promise<Share> {
  const video = await playableVideo(token, space.workspaceId, "Secret title");
  return publish(token, video.id, "password", PASSWORD);
}

const openWith = (cookie: string, { slug } = share) => request("GET", `/s/${slug}`, { headers: { Cookie: cookie } });

describe("the form", () => {
  test("tells nothing, works without script, and says who may pass otherwise", async () => {
    const { status, text, headers } = await request("GET", `/s/${share.slug}`);
    expect(status).toBe(200);
    expect(text).toContain(`<form class="form" method="post" action="/s/${share.slug}/unlock">`);
    expect(text).toContain(`href="/sign-in?next=/s/${share.slug}"`);
    expect(text).toContain("This link has a password");
    expect(text).not.toMatch(/Secret title|Acme|<script|og:|\/media|<video/);
    expect(text).toContain('<meta name="robots" content="noindex"/>');
    expect(headers.get("Cache-Control")).toBe("private, no-store");
    // Under `no-referrer` the form's Origin would be null.
    expect(headers.get("Referrer-Policy")).toBe("same-origin");
    expect(headers.get("Content-Security-Policy")).toContain("form-action 'self'");
  });

  test("in French", async () => {
    const headers = { "Accept-Language": "fr" };
    expect((await request("GET", `/s/${share.slug}`, { headers })).text).toContain("Ce lien a un mot de passe");
    expect((await tryPassword(share.slug, "faux passe", { headers })).text).toContain("Ce n’est pas le mot de passe");
  });

  test("whoever is signed in without the right is not sent to sign in again", async () => {
    const other = (await workspaceWith({})).admin.accessToken;
    const { text } = await request("GET", `/s/${share.slug}`, { token: other });
    expect(text).toContain('name="password"');
    expect(text).not.toContain("/sign-in");
  });
});

describe("the right password", () => {
  test("leads back with a cookie for this share's path alone, good for a day", async () => {
    const answer = await tryPassword(share.slug, PASSWORD);
    expect([answer.status, answer.headers.get("Location"), answer.text]).toEqual([303, `/s/${share.slug}`, ""]);
    const [pair = "", ...attributes] = (answer.headers.get("Set-Cookie") ?? "").split("; ");
    expect(attributes.sort()).toEqual(["HttpOnly", "Max-Age=86400", `Path=/s/${share.slug}`, "SameSite=Lax"]);
    expect(pair).not.toContain("horse");
    const page = await openWith(pair);
    expect([page.status, page.headers.get("Cache-Control")]).toEqual([200, "private, no-store"]);
    expect(page.text).toContain("Secret title");
  });

  test("an accent typed on another keyboard is the same, capitals are not", async () => {
    await unlock(share.slug, PASSWORD.normalize("NFD"));
    expect((await tryPassword(share.slug, PASSWORD.toLowerCase())).status).toBe(401);
  });

  test("gives its try back: a whole office behind one address gets in", async () => {
    const { slug } = await locked();
    const network = newNetwork();
    for (let n = 0; n < TRIES + 2; n += 1) await unlock(slug, PASSWORD, { network });
  });
});

test("a wrong one: the form again with what happened, no cookie, nothing told", async () => {
  for (const password of ["wrong one", "", "abc", "x".repeat(201), "\0\0\0\0", "é\ud83d\ude00é"]) {
    const { status, text, headers } = await tryPassword(share.slug, password);
    expect([status, headers.get("Set-Cookie")]).toEqual([401, null]);
    expect(text).toContain('role="alert"');
    expect(text).toContain('name="password"');
    expect(text).not.toMatch(/Secret title|Acme/);
  }
});

describe("where nothing is to unlock", () => {
  test("whoever may watch is led to the page, with no cookie", async () => {
    const member = space.members.viewer[0]?.accessToken ?? "";
    const answers = [
      await tryPassword(share.slug, "wrong one", { token: member }),
      await tryPassword(share.slug, "wrong one", { headers: { Cookie: await unlock(share.slug, PASSWORD) } }),
    ];
    for (const { status, headers } of answers)
      expect([status, headers.get("Location"), headers.get("Set-Cookie")]).toEqual([303, `/s/${share.slug}`, null]);
  });

  test("another visibility does not take it", async () => {
    const made = await locked();
    const to = async (visibility: string) => {
      await api("PATCH", `/shares/${made.id}`, { token, body: { visibility } });
      const { status, headers } = await tryPassword(made.slug, PASSWORD);
      return [status, headers.get("Location"), headers.get("Set-Cookie")];
    };
    expect(await to("restricted")).toEqual([303, `/sign-in?next=/s/${made.slug}`, null]);
    expect(await to("workspace")).toEqual([303, `/sign-in?next=/s/${made.slug}`, null]);
    expect(await to("public")).toEqual([303, `/s/${made.slug}`, null]);
    await api("DELETE", `/shares/${made.id}`, { token });
    expect((await tryPassword(made.slug, PASSWORD)).status).toBe(410);
  });

  test("slugs with odd bytes are unknown", async () => {
    const { slug } = share;
    for (const odd of [slug.slice(1), `${slug}A`, `${slug}%00`, "%ff", "%22%3E%3Cscript%3E", "A".repeat(22)])
      expect([odd, (await tryPassword(odd, PASSWORD)).status]).toEqual([odd, 404]);
    expect((await request("GET", `/s/${slug}/unlock`)).status).toBe(404);
  });
});

describe("bad input", () => {
  const send = (rawBody: string, type: string) =>
    request("POST", `/s/${share.slug}/unlock`, { rawBody, headers: { "Content-Type": type } });

  test.each([
    ["", "application/x-www-form-urlencoded"],
    ["passwort=x", "application/x-www-form-urlencoded"],
    ['{"password":"Correct horse"}', "application/json"],
    ["not a part", "multipart/form-data; boundary=x"],
  ])("%o as %s is 400", async (body, type) => {
    const answer = await send(body, type);
    expect([answer.status, answer.body.code]).toEqual([400, "invalid_request"]);
  });

  test("too large is 413", async () => {
    const answer = await send(`password=${"x".repeat(300_000)}`, "application/x-www-form-urlencoded");
    expect(answer.status).toBe(413);
  });

  test("an Origin that is not ours is refused; ours, and none, are not", async () => {
    const from = async (headers: Record<string, string>) =>
      (await tryPassword(share.slug, PASSWORD, { headers })).status;
    expect(await from({ Origin: "https://elsewhere.example" })).toBe(403);
    expect(await from({ Origin: "null" })).toBe(403);
    expect(await from({ Origin: server.url })).toBe(303);
    expect(await from({})).toBe(303);
  });
});

describe("too many tries", () => {
  test("are charged before anything is hashed: at once, so many are heard and no more", async () => {
    const made = await locked();
    const inside = await unlock(made.slug, PASSWORD);
    const network = newNetwork();
    const answers = await Promise.all(
      Array.from({ length: 40 }, async (_, n) => {
        const startedAt = performance.now();
        const answer = await tryPassword(made.slug, `wrong ${n}`, { network });
        return { ...answer, ms: performance.now() - startedAt };
      }),
    );
    const [heard, refused] = [401, 429].map((status) => answers.filter((answer) => answer.status === status));
    expect([heard?.length, refused?.length]).toEqual([TRIES, 40 - TRIES]);
    for (const { headers, text } of refused ?? []) {
      expect(Number(headers.get("Retry-After"))).toBeGreaterThan(0);
      expect(text).toContain("Too many tries");
      expect(text).toContain('name="password"');
    }
    const slowest = Math.max(...(heard ?? []).map(({ ms }) => ms));
    for (const { ms } of refused ?? []) expect(ms).toBeLessThan(slowest / 2);
    // Also for the right one, from there; from elsewhere it opens, and whoever is in stays in.
    expect((await tryPassword(made.slug, PASSWORD, { network })).status).toBe(429);
    await unlock(made.slug, PASSWORD);
    expect((await openWith(inside, made)).text).toContain("Secret title");
    // Another link is another budget.
    expect((await tryPassword(share.slug, "wrong one", { network })).status).toBe(401);
  });

  test("of one link from everywhere: slower, never shut", async () => {
    const made = await locked();
    const inside = await unlock(made.slug, PASSWORD);
    // Too short to be hashed, but charged all the same.
    for (let sent = 0; sent < RATE_LIMITS.passwordTriesPerShare.limit; sent += 20)
      await Promise.all(Array.from({ length: 20 }, () => tryPassword(made.slug, "x")));
    const network = newNetwork();
    const statuses: number[] = [];
    for (let n = 0; n < 3; n += 1) statuses.push((await tryPassword(made.slug, "x", { network })).status);
    expect(statuses).toEqual([401, 429, 429]);
    await unlock(made.slug, PASSWORD);
    expect((await openWith(inside, made)).text).toContain("Secret title");
  });
});

test("a flood of wrong passwords does not keep pages waiting", async () => {
  const open = await publish(token, (await playableVideo(token, space.workspaceId)).id, "public");
  const made = await locked();
  const timed = async (asking: Promise<Answer>) => {
    const startedAt = performance.now();
    const { status } = await asking;
    return { status, ms: performance.now() - startedAt };
  };
  // What one hash takes here and now, with everything else that this machine does.
  const alone = Math.max(
    (await timed(tryPassword(made.slug, "wrong one"))).ms,
    (await timed(tryPassword(made.slug, "wrong two"))).ms,
  );
  let isOver = false;
  const flood = Promise.all(Array.from({ length: 40 }, (_, n) => tryPassword(made.slug, `wrong ${n}`))).finally(() => {
    isOver = true;
  });
  const pages: { status: number; ms: number }[] = [];
  while (!isOver) {
    pages.push(await timed(request("GET", `/s/${open.slug}`)));
    await sleep(20);
  }
  const answers = await flood;
  expect(answers.every(({ status }) => status === 401 || status === 429)).toBe(true);
  const wrong = answers.filter(({ status }) => status === 401).length;
  expect(wrong).toBeGreaterThan(10);
  // Between two hashes there is room: more pages than hashes, and nine of ten wait for no more than two or three of
  // them; the longest wait of all may be the machine's.
  expect(pages.length).toBeGreaterThan(wrong);
  expect(pages.every(({ status }) => status === 200)).toBe(true);
  const waits = pages.map(({ ms }) => ms).sort((a, b) => a - b);
  const ofTen = (tenths: number) => waits[Math.floor((waits.length * tenths) / 10)];
  expect(ofTen(5)).toBeLessThan(alone);
  expect(ofTen(9)).toBeLessThan(Math.max(1_000, 3 * alone));
});

test("a password that changes while someone unlocks: what the old one opened is shut, the new one opens", async () => {
  const made = await locked();
  let old = PASSWORD;
  for (let round = 0; round < 4; round += 1) {
    const next = `password ${round}`;
    const [answer] = await Promise.all([
      tryPassword(made.slug, old),
      sleep(round * 150).then(() => api("PATCH", `/shares/${made.id}`, { token, body: { password: next } })),
    ]);
    const cookie = (answer.headers.get("Set-Cookie") ?? "").split(";")[0] ?? "";
    expect((await openWith(cookie, made)).text).not.toContain("Secret title");
    expect((await openWith(await unlock(made.slug, next), made)).text).toContain("Secret title");
    old = next;
  }
});

test("neither a password nor its hash stands in what is told or recorded, and no password in the database", async () => {
  const rows = [
    ...(await sql("SELECT * FROM audit_entries WHERE target = ?", [share.id])),
    ...(await sql("SELECT * FROM outbox WHERE json_extract(payload, '$.shareId') = ?", [share.id])),
  ];
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toMatch(/horse|scrypt/);
  const [stored] = await sql<{ password_hash: string }>("SELECT * FROM shares WHERE id = ?", [share.id]);
  expect(stored?.password_hash).toMatch(/^\$scrypt\$ln=14,r=8,p=5\$/);
  expect(JSON.stringify(stored)).not.toContain("horse");
});
