import { describe, expect, it } from "vitest";
import { newAddress, signUp, workspaceWith } from "../../support/actors.ts";
import { api, request } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { inviteToken, signInCode } from "../../support/mailbox.ts";
import { browser, signInOnPage } from "../../support/page-visitor.ts";

describe("signing in on the page, without script", () => {
  it("asks for the address, then the code, then leads back with the cookie", async () => {
    const email = newAddress();
    const page = browser();
    const first = await page.get("/sign-in?next=/s/abc");
    expect(first.body).toContain('name="email"');
    expect(first.body).toContain('name="next" value="/s/abc"');
    const second = await page.post("/sign-in", { email, next: "/s/abc" });
    expect(second.body).toContain('name="code"');
    const third = await page.post("/sign-in", { email, next: "/s/abc", code: await signInCode(email) });
    expect([third.status, third.headers.get("location")]).toEqual([303, "/s/abc"]);
    expect(page.signedIn()).toBe(true);
    expect((await page.get("/")).body).toContain(email);
    const again = await page.get("/sign-in?next=/s/abc");
    expect([again.status, again.headers.get("location")]).toEqual([303, "/s/abc"]);
  });

  it("leads back to a local path only", async () => {
    for (const next of [
      "https://evil.example",
      "//evil.example",
      "/\\evil.example",
      "javascript:alert(1)",
      "/\t/evil.example",
      "/.//evil.example",
      "/foo/..//evil.example",
      "/.\\/evil.example",
      "/%2e//evil.example",
      "/./\\evil.example",
    ]) {
      const page = await browser().get(`/sign-in?next=${encodeURIComponent(next)}`);
      expect(page.body).toContain('name="next" value="/"');
      const { answer } = await signInOnPage(newAddress(), next);
      expect(answer.headers.get("location")).toBe("/");
    }
  });

  it("says what is wrong and keeps what was typed", async () => {
    const page = browser();
    const noAddress = await page.post("/sign-in", { email: "nobody", next: "/" });
    expect([noAddress.status, noAddress.body.includes('value="nobody"')]).toEqual([400, true]);
    const email = newAddress();
    await page.post("/sign-in", { email, next: "/" });
    const wrong = await page.post("/sign-in", { email, next: "/", code: "0000 0000" });
    expect([wrong.status, wrong.body.includes('role="alert"')]).toEqual([401, true]);
    expect(page.signedIn()).toBe(false);
  });

  it("signs nobody in from another origin's form", async () => {
    const email = newAddress();
    const page = browser();
    await page.post("/sign-in", { email, next: "/" });
    const code = await signInCode(email);
    for (const from of ["https://evil.example", "null"]) {
      expect((await page.post("/sign-in", { email, next: "/", code }, from)).status).toBe(403);
    }
    expect(page.signedIn()).toBe(false);
  });

  it("signs out", async () => {
    const { page } = await signInOnPage(newAddress());
    expect((await page.post("/sign-out", {})).headers.get("location")).toBe("/sign-in");
    expect((await page.get("/")).headers.get("location")).toBe("/sign-in");
  });
});

describe("an invitation's page", () => {
  async function invited() {
    const { admin, workspaceId } = await workspaceWith({});
    const email = newAddress();
    await api("POST", `/workspaces/${workspaceId}/invitations`, {
      token: admin.accessToken,
      body: { invitations: [{ email, role: "viewer" }] },
    });
    const status = async () =>
      (await sql("SELECT status FROM memberships WHERE workspace_id = ? AND email_key = ?", [workspaceId, email]))[0]
        ?.status;
    return { email, token: await inviteToken(email), status };
  }

  it("opened by a scanner changes nothing, whatever the method and however often", async () => {
    const { token, status } = await invited();
    for (const method of ["GET", "HEAD", "GET"]) {
      const answer = await request(method, `/invite/${token}`, { headers: { "User-Agent": "LinkScanner/1.0" } });
      expect(answer.status).toBe(200);
    }
    expect(await status()).toBe("invited");
  });

  it("leads through signing in to a form; the token stands in no query and no referrer", async () => {
    const { email, token, status } = await invited();
    const page = browser();
    const first = await page.get(`/invite/${token}`);
    expect([first.headers.get("referrer-policy"), first.headers.get("cache-control")]).toEqual([
      "no-referrer",
      "private, no-store",
    ]);
    expect(first.body).not.toContain(email);
    expect(first.body).not.toMatch(/[?&][a-z]+=[^"]*invite/);
    await page.post("/sign-in", { email, next: `/invite/${token}` });
    const back = await page.post("/sign-in", { email, next: `/invite/${token}`, code: await signInCode(email) });
    expect(back.headers.get("location")).toBe(`/invite/${token}`);
    expect((await page.get(`/invite/${token}`)).body).toContain('value="accept"');
    expect(await status()).toBe("invited");
    expect((await page.post(`/invite/${token}`, { answer: "accept" })).headers.get("location")).toBe("/");
    expect(await status()).toBe("active");
    expect((await page.get(`/invite/${token}`)).status).toBe(410);
  });

  it("accepts nothing from another origin's form", async () => {
    const { email, token, status } = await invited();
    const { page } = await signInOnPage(email);
    expect((await page.post(`/invite/${token}`, { answer: "accept" }, "https://evil.example")).status).toBe(403);
    expect(await status()).toBe("invited");
  });

  it("declines", async () => {
    const { email, token, status } = await invited();
    const { page } = await signInOnPage(email);
    await page.post(`/invite/${token}`, { answer: "decline" });
    expect(await status()).toBe("ended");
  });

  it("tells someone else whom it is for, masked, and an unknown one nothing", async () => {
    const { email, token } = await invited();
    const { page } = await signInOnPage(newAddress());
    const shown = await page.get(`/invite/${token}`);
    expect(shown.body).not.toContain(email);
    expect(shown.body).not.toContain('value="accept"');
    expect((await page.get("/invite/unknown")).status).toBe(404);
  });
});

describe("every page", () => {
  it("comes without script under a policy that allows its own style alone", async () => {
    const { page } = await signInOnPage((await signUp()).email);
    for (const answer of [await browser().get("/sign-in"), await page.get("/"), await page.get("/nothing")]) {
      const policy = answer.headers.get("content-security-policy") ?? "";
      expect(policy).toMatch(/default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='/);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(answer.body).not.toMatch(/<script|\sstyle="|\son\w+=/);
    }
  });

  it("speaks French to readers of French", async () => {
    const answer = await request("GET", "/sign-in", { headers: { "Accept-Language": "fr-FR,fr;q=0.9" } });
    expect(answer.body).toContain('lang="fr"');
    expect(answer.body).toContain("Connexion");
  });

  it("escapes what people wrote", async () => {
    const person = await signUp();
    await api("PATCH", "/me", { token: person.accessToken, body: { name: "<b>bold</b>" } });
    const { page } = await signInOnPage(person.email);
    const home = await page.get("/");
    expect(home.body).toContain("&lt;b>bold&lt;/b>");
  });
});
