import { describe, expect, it } from "vitest";
import { newAddress, newNetwork, signUpByCode } from "../../support/actors.ts";
import { api } from "../../support/client.ts";
import { sql } from "../../support/database.ts";
import { allMailTo, signInCode, waitForMail } from "../../support/mailbox.ts";

const ask = (email: string, network: string) => api("POST", "/auth/codes", { body: { email }, network });
const enter = (email: string, code: string, network: string) =>
  api("POST", "/auth/sessions", { body: { email, code }, network });
const wrongFor = (code: string) => (code === "11111111" ? "22222222" : "11111111");

async function askAndRead(email: string, network: string): Promise<string> {
  expect((await ask(email, network)).status).toBe(202);
  return signInCode(email);
}

describe("signing in by mailed code", () => {
  it("mails one run of eight digits and exchanges it for tokens, user and a personal workspace", async () => {
    const email = newAddress();
    const network = newNetwork();
    const asked = await ask(email, network);
    expect([asked.status, asked.body]).toEqual([202, {}]);
    const mail = await waitForMail(email);
    expect(mail.text.match(/\d+/g)).toEqual([expect.stringMatching(/^\d{8}$/)]);

    const session = await enter(email, mail.text.match(/\d{8}/)?.[0] ?? "", network);
    expect(session.status).toBe(201);
    expect(session.body).toEqual({
      accessToken: expect.any(String),
      refreshToken: expect.any(String),
      expiresIn: 600,
      user: { id: expect.stringMatching(/^usr_/), email, name: "", locale: "en" },
    });
    expect(session.headers.get("set-cookie")).toBeNull();

    const me = await api("GET", "/me", { token: session.body.accessToken });
    expect(me.body.memberships).toEqual([
      expect.objectContaining({
        role: "super_admin",
        status: "active",
        workspace: expect.objectContaining({ kind: "personal" }),
      }),
    ]);
  });

  it("writes to French readers in French", async () => {
    const email = newAddress();
    await api("POST", "/auth/codes", { body: { email }, headers: { "Accept-Language": "fr" } });
    expect((await waitForMail(email)).subject).toBe("Votre code de connexion");
  });

  it("knows the same person by another spelling of the address", async () => {
    const first = await signUpByCode();
    const second = await signUpByCode(first.email.toUpperCase());
    expect(second.user.id).toBe(first.user.id);
  });

  it("answers a wrong and a spent code alike", async () => {
    const email = newAddress();
    const network = newNetwork();
    const code = await askAndRead(email, network);
    const wrong = await enter(email, wrongFor(code), network);
    expect((await enter(email, code, network)).status).toBe(201);
    const spent = await enter(email, code, network);
    const unknown = await enter(newAddress(), code, network);
    for (const answer of [wrong, spent, unknown]) {
      expect(answer.status).toBe(401);
      expect({ ...answer.body, instance: "" }).toEqual({ ...wrong.body, instance: "" });
      expect(answer.body.code).toBe("invalid_code");
    }
  });

  it("lets a code in once, also when twenty ask at once", async () => {
    const email = newAddress();
    const network = newNetwork();
    const code = await askAndRead(email, network);
    // Tries are five a network; each of these comes from its own.
    const answers = await Promise.all(Array.from({ length: 20 }, () => enter(email, code, newNetwork())));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === "invalid_code")).toHaveLength(19);
    const users = await sql("SELECT count(*) AS n FROM users WHERE email_key = ?", [email]);
    expect(users[0]?.n).toBe(1);
  });

  it("makes one user and one personal workspace when two codes are used at once", async () => {
    const email = newAddress();
    const [here, there] = [newNetwork(), newNetwork()];
    const first = await askAndRead(email, here);
    await ask(email, there);
    const second = (await allMailTo(email, 2))
      .map((mail) => mail.text.match(/\d{8}/)?.[0])
      .find((code) => code !== first);
    const answers = await Promise.all([enter(email, first, here), enter(email, second ?? "", there)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[0]?.body.user.id).toBe(answers[1]?.body.user.id);
    const me = await api("GET", "/me", { token: answers[0]?.body.accessToken });
    expect(me.body.memberships).toHaveLength(1);
  });

  it("refuses an expired code", async () => {
    const email = newAddress();
    const network = newNetwork();
    const code = await askAndRead(email, network);
    await sql("UPDATE sign_in_codes SET expires_at = ? WHERE email_key = ?", [Date.now(), email]);
    expect((await enter(email, code, network)).body.code).toBe("invalid_code");
  });

  it("keeps no code and no token in clear", async () => {
    const email = newAddress();
    const network = newNetwork();
    const code = await askAndRead(email, network);
    const session = await enter(email, code, network);
    const tables = ["sign_in_codes", "outbox", "sessions", "users", "audit_entries"];
    const dump = JSON.stringify(await Promise.all(tables.map((table) => sql(`SELECT * FROM ${table}`))));
    expect(dump).toContain(email);
    for (const secret of [code, session.body.accessToken, session.body.refreshToken])
      expect(dump).not.toContain(secret);
  });
});

describe("a newer code", () => {
  it("voids the older one asked for from the same network", async () => {
    const email = newAddress();
    const network = newNetwork();
    const older = await askAndRead(email, network);
    await ask(email, network);
    const codes = (await allMailTo(email, 2)).map((mail) => mail.text.match(/\d{8}/)?.[0] ?? "");
    const newer = codes.find((code) => code !== older) ?? "";
    expect((await enter(email, older, network)).body.code).toBe("invalid_code");
    expect((await enter(email, newer, network)).status).toBe(201);
  });

  it("asked for elsewhere leaves it alone", async () => {
    const email = newAddress();
    const [mine, theirs] = [newNetwork(), newNetwork()];
    const code = await askAndRead(email, mine);
    await ask(email, theirs);
    expect((await enter(email, code, mine)).status).toBe(201);
  });
});

describe("guessing", () => {
  it("is over for a network after five wrong codes, and for nobody else", async () => {
    const email = newAddress();
    const [mine, theirs] = [newNetwork(), newNetwork()];
    const code = await askAndRead(email, mine);
    for (let at = 0; at < 5; at += 1) {
      expect((await enter(email, wrongFor(code), theirs)).body.code).toBe("invalid_code");
    }
    expect((await enter(email, code, theirs)).body.code).toBe("invalid_code");
    expect((await enter(email, code, mine)).status).toBe(201);
  });

  it("charges before it compares: of fifty at once from one network five are judged", async () => {
    const email = newAddress();
    const network = newNetwork();
    const code = await askAndRead(email, network);
    await Promise.all(Array.from({ length: 50 }, () => enter(email, wrongFor(code), network)));
    const tries = await sql(
      "SELECT max(t.tries) AS n FROM sign_in_tries t JOIN sign_in_codes c ON c.id = t.code_id WHERE c.email_key = ?",
      [email],
    );
    expect(Number(tries[0]?.n)).toBeGreaterThan(5);
    expect((await enter(email, code, network)).body.code).toBe("invalid_code");
    // The address was charged for the five that were judged and not for the rest.
    expect((await enter(email, code, newNetwork())).status).toBe(201);
  });

  it("slows down for the address after fifty wrong codes in an hour", async () => {
    const email = newAddress();
    const code = await askAndRead(email, newNetwork());
    for (let network = 0; network < 10; network += 1) {
      const guesser = newNetwork();
      const answers = await Promise.all(Array.from({ length: 5 }, () => enter(email, wrongFor(code), guesser)));
      for (const answer of answers) expect(answer.body.code).toBe("invalid_code");
    }
    const locked = await enter(email, wrongFor(code), newNetwork());
    expect([locked.status, locked.body.code]).toEqual([429, "rate_limited"]);
    expect(Number(locked.headers.get("retry-after"))).toBeGreaterThan(3_000);
  });
});

describe("asking for codes", () => {
  it("is limited to five for an address and network", async () => {
    const email = newAddress();
    const network = newNetwork();
    const statuses = [];
    for (let at = 0; at < 6; at += 1) statuses.push((await ask(email, network)).status);
    expect(statuses).toEqual([202, 202, 202, 202, 202, 429]);
    expect((await ask(email, newNetwork())).status).toBe(202);
    expect((await ask(newAddress(), network)).status).toBe(202);
  });

  it("is limited to thirty for an address, exactly, also at once", async () => {
    const email = newAddress();
    const answers = await Promise.all(Array.from({ length: 40 }, () => ask(email, newNetwork())));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(30);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.body.code).toBe("rate_limited");
    expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("is limited to thirty for a network, and an IPv6 network is its /64", async () => {
    const prefix = `2001:db8:${Math.floor(Math.random() * 65_535).toString(16)}:1`;
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, at) => ask(newAddress(), `${prefix}::${(at + 1).toString(16)}`)),
    );
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(30);
    expect((await ask(newAddress(), prefix.replace(/1$/, "2::1"))).status).toBe(202);
  });

  it("says the same whether the address is known or not", async () => {
    const { email } = await signUpByCode();
    const known = await ask(email, newNetwork());
    const unknown = await ask(newAddress(), newNetwork());
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
  });
});
