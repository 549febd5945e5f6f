import { describe, expect, it, vi } from "vitest";
import { app } from "../../../worker/app.ts";
import type { Bindings } from "../../../worker/env.ts";

/** Failures that no client can bring about: the app itself, with an environment that is broken on purpose. */

const SECRET = "a-secret-of-at-least-thirty-two-characters";

function env(broken: Partial<Bindings> = {}): Bindings {
  const limiter = {
    idFromName: (name: string) => name,
    get: () => ({ charge: () => Promise.reject(new Error(`limiter fell over, ${SECRET}`)) }),
  };
  return {
    PUBLIC_URL: "http://127.0.0.1:1",
    AUTH_SECRET: SECRET,
    // Nothing listens there.
    LIBSQL_URL: "http://127.0.0.1:1",
    MAIL_FROM: "Foyer <no-reply@foyer.test>",
    LIMITS: limiter,
    ...broken,
  } as unknown as Bindings;
}

function ask(path: string, init: RequestInit, bindings: Bindings) {
  const waitUntil = { waitUntil: () => undefined, passThroughOnException: () => undefined, props: {} };
  return app.request(path, init, bindings, waitUntil);
}

describe("a failure of ours", () => {
  const postCode = {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ email: "a@b.test" }),
  };

  it("is 500 internal_error: the wire says nothing of it, the log has the reason under the request's id", async () => {
    const log = vi.spyOn(console, "log").mockReturnValue(undefined);
    const answer = await ask("/api/v1/auth/codes", postCode, env());
    const line = JSON.parse(String(log.mock.calls.at(-1)?.[0]));
    log.mockRestore();
    const body = await answer.json();
    expect([answer.status, body.code]).toEqual([500, "internal_error"]);
    expect(JSON.stringify(body)).not.toContain("limiter");
    expect(line).toMatchObject({
      request: body.instance,
      status: 500,
      code: "internal_error",
      route: "/api/v1/auth/codes",
    });
    expect(line.error).toContain("limiter fell over");
  });

  it("is 503 unavailable with Retry-After when the database is out of reach", async () => {
    const answer = await ask("/readyz", {}, env());
    expect([answer.status, (await answer.json()).code, answer.headers.get("retry-after")]).toEqual([
      503,
      "unavailable",
      "1",
    ]);
  });

  it("is a plain 503 when the settings are wrong", async () => {
    const log = vi.spyOn(console, "log").mockReturnValue(undefined);
    const answer = await ask("/healthz", {}, env({ AUTH_SECRET: "short" }));
    log.mockRestore();
    expect([answer.status, await answer.text()]).toEqual([503, "Service misconfigured"]);
  });
});
