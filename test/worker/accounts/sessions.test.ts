import { describe, expect, inject, it } from "vitest";
import { newAddress, newNetwork, signUpByCode } from "../../support/actors.ts";
import { api, request } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { type Mail, signInCode, waitForMail } from "../../support/mailbox.ts";
import { cookieOf } from "../../support/sign-in-page.ts";

const origin = new URL(inject("url")).origin;
const refresh = (refreshToken: string) => api("POST", "/auth/sessions/refresh", { body: { refreshToken } });
const sessionOf = (refreshToken: string) => refreshToken.split(".")[0] ?? "";

describe("refreshing", () => {
  it("rotates: new tokens, the old access token still says who, the new refresh token works", async () => {
    const { refreshToken, user } = await signUpByCode();
    const first = await refresh(refreshToken);
    expect([first.status, first.body.user.id]).toEqual([200, user.id]);
    expect(first.body.refreshToken).not.toBe(refreshToken);
    expect((await refresh(first.body.refreshToken)).status).toBe(200);
    expect((await api("GET", "/me", { token: first.body.accessToken })).status).toBe(200);
  });

  it("gives two tabs the same successor, and fifty at once as well", async () => {
    const { refreshToken } = await signUpByCode();
    const answers = await Promise.all(Array.from({ length: 50 }, () => refresh(refreshToken)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => body.refreshToken)).size).toBe(1);
  });

  it("still answers with the successor when that was used within the ten seconds", async () => {
    const { refreshToken } = await signUpByCode();
    const first = await refresh(refreshToken);
    await refresh(first.body.refreshToken);
    expect((await refresh(refreshToken)).body.refreshToken).toBe(first.body.refreshToken);
  });

  it("ends the whole session when an old token comes back after ten seconds", async () => {
    const { refreshToken, accessToken } = await signUpByCode();
    const first = await refresh(refreshToken);
    await sql("UPDATE session_rotations SET rotated_at = rotated_at - 10001 WHERE session_id = ?", [
      sessionOf(refreshToken),
    ]);
    const again = await refresh(refreshToken);
    expect([again.status, again.body.code]).toEqual([401, "session_ended"]);
    expect((await refresh(first.body.refreshToken)).body.code).toBe("session_ended");
    for (const token of [accessToken, first.body.accessToken]) {
      expect((await api("GET", "/me", { token })).body.code).toBe("unauthenticated");
    }
  });

  describe("a token that comes back late", () => {
    const isTold = (mail: Mail) => /session of yours was ended|sessions a été fermée/.test(mail.subject);
    const letGraceRun = (refreshToken: string) =>
      sql("UPDATE session_rotations SET rotated_at = rotated_at - 10001 WHERE session_id = ?", [
        sessionOf(refreshToken),
      ]);
    const toldRows = (userId: string) =>
      sql<{ payload: string }>(
        "SELECT payload FROM outbox WHERE topic = 'session.token_reused' AND payload ->> 'userId' = ?",
        [userId],
      );

    it("is told of by mail, once however many bring it: when, which browser, what to do, and no secret", async () => {
      const { refreshToken, user, email } = await signUpByCode();
      const since = Date.UTC(2026, 0, 2, 3, 4);
      await sql("UPDATE sessions SET user_agent = ?, created_at = ? WHERE id = ?", [
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        since,
        sessionOf(refreshToken),
      ]);
      const { body: next } = await refresh(refreshToken);
      await letGraceRun(refreshToken);
      const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(refreshToken)));
      expect(new Set(answers.map(({ body }) => body.code))).toEqual(new Set(["session_ended"]));
      await refresh(next.refreshToken);

      const mail = await waitForMail(email, { matching: isTold });
      expect(mail.text).toContain("Firefox on Linux on January 2, 2026 at 3:04:00 AM UTC");
      expect(mail.text).toContain("sign in from one you trust, end your other sessions");
      const [row, ...others] = await toldRows(user.id);
      expect(others).toEqual([]);
      for (const text of [row?.payload ?? "", mail.text, mail.html]) {
        expect(text).not.toContain(sessionOf(refreshToken));
        expect(text).not.toContain(refreshToken.split(".").at(-1));
      }
    });

    it("is told in French to whom it is spoken", async () => {
      const { refreshToken, accessToken, email } = await signUpByCode();
      await api("PATCH", "/me", { token: accessToken, body: { locale: "fr" } });
      await refresh(refreshToken);
      await letGraceRun(refreshToken);
      await refresh(refreshToken);
      const mail = await waitForMail(email, { matching: isTold });
      expect(mail.text).toContain("Vous vous êtes connecté(e) avec un programme inconnu le ");
    });

    it("of a session that is over already says nothing, nor does the newest token after thirty days", async () => {
      const ended = await signUpByCode();
      await refresh(ended.refreshToken);
      await letGraceRun(ended.refreshToken);
      await sql("UPDATE sessions SET ended_at = 1 WHERE id = ?", [sessionOf(ended.refreshToken)]);
      const unused = await signUpByCode();
      await sql("UPDATE sessions SET expires_at = 1 WHERE id = ?", [sessionOf(unused.refreshToken)]);
      for (const { refreshToken, user } of [ended, unused]) {
        expect((await refresh(refreshToken)).body.code).toBe("session_ended");
        expect(await toldRows(user.id)).toEqual([]);
      }
    });
  });

  it("refuses tokens that are not ours or tampered with", async () => {
    const { refreshToken } = await signUpByCode();
    const [id, generation, mac = ""] = refreshToken.split(".");
    const forged = [
      `${id}.${Number(generation) + 1}.${mac}`,
      `${id}.${generation}.${mac.slice(0, -1)}${mac.endsWith("A") ? "B" : "A"}`,
      "nonsense",
    ];
    for (const token of forged) expect((await refresh(token)).body.code).toBe("unauthenticated");
    expect((await refresh(refreshToken)).status).toBe(200);
  });

  it("refuses a session not used for thirty days", async () => {
    const { refreshToken } = await signUpByCode();
    await sql("UPDATE sessions SET expires_at = ? WHERE id = ?", [Date.now(), sessionOf(refreshToken)]);
    expect((await refresh(refreshToken)).body.code).toBe("session_ended");
  });
});

describe("access tokens", () => {
  it("are refused when tampered with, unsigned or signed by another", async () => {
    const { accessToken } = await signUpByCode();
    const [header, payload, signature] = accessToken.split(".");
    const other = await signUpByCode();
    const unsigned = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${payload}.`;
    const swapped = `${header}.${other.accessToken.split(".")[1]}.${signature}`;
    for (const token of [unsigned, swapped, `${accessToken}x`, "x", ""]) {
      const answer = await api("GET", "/me", { token });
      expect([answer.status, answer.body.code]).toEqual([401, "unauthenticated"]);
    }
    expect((await api("GET", "/me", { token: accessToken })).status).toBe(200);
  });
});

describe("a person's sessions", () => {
  it("are listed, ended one by one and all together", async () => {
    const first = await signUpByCode();
    const second = await signUpByCode(first.email);
    const list = await api("GET", "/auth/sessions", { token: first.accessToken });
    expect(list.body.items).toHaveLength(2);
    expect(list.body.items.filter(({ current }: { current: boolean }) => current)).toHaveLength(1);

    expect(
      (await api("DELETE", `/auth/sessions/${sessionOf(second.refreshToken)}`, { token: first.accessToken })).status,
    ).toBe(204);
    expect((await api("GET", "/me", { token: second.accessToken })).status).toBe(401);
    expect((await api("GET", "/me", { token: first.accessToken })).status).toBe(200);

    const third = await signUpByCode(first.email);
    expect((await api("DELETE", "/auth/sessions", { token: first.accessToken })).status).toBe(204);
    for (const { accessToken } of [first, third])
      expect((await api("GET", "/me", { token: accessToken })).status).toBe(401);
  });

  it("are listed page by page, the newest first", async () => {
    const first = await signUpByCode();
    const newer = [await signUpByCode(first.email), await signUpByCode(first.email)].map(({ refreshToken }) =>
      sessionOf(refreshToken),
    );
    const token = first.accessToken;
    const page = await api("GET", "/auth/sessions?limit=2", { token });
    const ids = (answer: typeof page) => answer.body.items.map(({ id }: { id: string }) => id);
    expect(ids(page)).toEqual(newer.reverse());
    const last = await api("GET", `/auth/sessions?limit=2&cursor=${page.body.nextCursor}`, { token });
    expect(last.body).toMatchObject({
      items: [{ id: sessionOf(first.refreshToken), current: true }],
      nextCursor: null,
    });
    expect((await api("GET", "/auth/sessions?limit=0", { token })).body.code).toBe("invalid_request");
  });

  it("end but for the one that asks, cookie and all", async () => {
    const first = await signUpByCode();
    const mine = await signUpByCode(first.email);
    const headers = { Cookie: await cookieOf({ token: mine.accessToken }), Origin: origin };
    const answer = await api("DELETE", "/auth/sessions?keep=current", { headers });
    expect([answer.status, answer.headers.get("set-cookie")]).toEqual([204, null]);
    expect((await api("GET", "/me", { token: first.accessToken })).status).toBe(401);
    const left = await api("GET", "/auth/sessions", { token: mine.accessToken });
    expect(left.body.items).toMatchObject([{ id: sessionOf(mine.refreshToken), current: true }]);
    expect((await api("DELETE", "/auth/sessions?keep=all", { token: mine.accessToken })).body.code).toBe(
      "invalid_request",
    );
  });

  it("end with `current`, and nobody ends another's", async () => {
    const mine = await signUpByCode();
    const theirs = await signUpByCode();
    const foreign = await api("DELETE", `/auth/sessions/${sessionOf(theirs.refreshToken)}`, {
      token: mine.accessToken,
    });
    expect([foreign.status, foreign.body.code]).toEqual([404, "not_found"]);
    expect((await api("GET", "/me", { token: theirs.accessToken })).status).toBe(200);
    expect((await api("DELETE", "/auth/sessions/current", { token: mine.accessToken })).status).toBe(204);
    expect((await api("GET", "/me", { token: mine.accessToken })).status).toBe(401);
  });
});

describe("the session cookie", () => {
  async function signInFromOwnPage(): Promise<{ cookie: string; attributes: string }> {
    const email = newAddress();
    const network = newNetwork();
    await api("POST", "/auth/codes", { body: { email }, network });
    const body = { email, code: await signInCode(email) };
    const answer = await api("POST", "/auth/sessions", { body, network, headers: { Origin: origin } });
    const attributes = answer.headers.get("set-cookie") ?? "";
    return { cookie: attributes.split(";")[0] ?? "", attributes };
  }

  it("is set for our own pages alone, HttpOnly and SameSite=Lax", async () => {
    const { attributes } = await signInFromOwnPage();
    expect(attributes).toMatch(/^foyer_session=ses_[^;]+; Path=\/; Max-Age=34560000; HttpOnly; SameSite=Lax$/);

    const email = newAddress();
    const network = newNetwork();
    await api("POST", "/auth/codes", { body: { email }, network });
    const body = { email, code: await signInCode(email) };
    const foreign = await api("POST", "/auth/sessions", { body, network, headers: { Origin: "https://evil.example" } });
    expect([foreign.status, foreign.headers.get("set-cookie")]).toEqual([201, null]);
  });

  it("does not stand in the way of signing in elsewhere: tokens, and no cookie", async () => {
    const { cookie } = await signInFromOwnPage();
    const email = newAddress();
    const network = newNetwork();
    const headers = { Cookie: cookie, Origin: "chrome-extension://abc" };
    expect((await api("POST", "/auth/codes", { body: { email }, network, headers })).status).toBe(202);
    const body = { email, code: await signInCode(email) };
    const answer = await api("POST", "/auth/sessions", { body, network, headers });
    expect([answer.status, answer.headers.get("set-cookie")]).toEqual([201, null]);
  });

  it("in use goes on: its time starts anew at most once an hour", async () => {
    const { cookie } = await signInFromOwnPage();
    const id = cookie.slice("foyer_session=".length).split(".")[0] ?? "";
    const soon = Date.now() + 60_000;
    await sql("UPDATE sessions SET last_used_at = last_used_at - 3600001, expires_at = ? WHERE id = ?", [soon, id]);
    await request("GET", "/", { headers: { Cookie: cookie } });
    const expiresAt = async () =>
      Number((await sql("SELECT expires_at AS at FROM sessions WHERE id = ?", [id]))[0]?.at);
    await expect.poll(expiresAt, { timeout: 5_000 }).toBeGreaterThan(soon);
  });

  it("reads from anywhere the browser sends it, and changes only from our own origin", async () => {
    const { cookie } = await signInFromOwnPage();
    expect((await api("GET", "/me", { headers: { Cookie: cookie } })).status).toBe(200);
    for (const headers of [
      { Cookie: cookie },
      { Cookie: cookie, Origin: "https://evil.example" },
      { Cookie: cookie, Origin: "null" },
    ]) {
      const answer = await api("POST", "/workspaces", { body: { name: "Forged" }, headers });
      expect([answer.status, answer.body.code]).toEqual([403, "origin_not_allowed"]);
    }
    const own = await api("POST", "/workspaces", {
      body: { name: "Ours" },
      headers: { Cookie: cookie, Origin: origin },
    });
    expect(own.status).toBe(201);
    const me = await api("GET", "/me", { headers: { Cookie: cookie } });
    expect(me.body.memberships).toHaveLength(2);
  });

  it("is worth nothing when tampered with", async () => {
    const { cookie } = await signInFromOwnPage();
    const other = await signInFromOwnPage();
    const [mine = ""] = cookie.split(".");
    const stolen = `${mine}.${other.cookie.split(".")[1]}`;
    expect((await api("GET", "/me", { headers: { Cookie: stolen } })).status).toBe(401);
  });

  it("takes no form posted as text, as other origins can", async () => {
    const { cookie } = await signInFromOwnPage();
    const answer = await api("POST", "/workspaces", {
      rawBody: JSON.stringify({ name: "Text" }),
      headers: { Cookie: cookie, Origin: origin, "Content-Type": "text/plain" },
    });
    expect([answer.status, answer.body.code]).toEqual([415, "unsupported_media_type"]);
  });
});

describe("PATCH /me", () => {
  it("sets name, language and whether colleagues may find me", async () => {
    const { accessToken } = await signUpByCode();
    const changed = await api("PATCH", "/me", {
      token: accessToken,
      body: { name: " Amélie Lacroix ", locale: "fr", suggestible: true },
    });
    expect(changed.body).toMatchObject({ name: "Amélie Lacroix", locale: "fr", suggestible: true });
    expect((await api("GET", "/me", { token: accessToken })).body.user).toMatchObject({
      name: "Amélie Lacroix",
      locale: "fr",
    });
  });
});
