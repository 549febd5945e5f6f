import { Hono } from "hono";
import { expect, test } from "vitest";
import type { AppEnv, RequestContext } from "../../../worker/context.ts";
import { withinLimits } from "../../../worker/limits/within-limits.ts";

/** Of two calls a minute one is taken in advance. */
test("while the limiter cannot be asked, calls go on, say nothing of limits, and the log says why", async () => {
  const log: RequestContext["log"] = {};
  const limiter = { grant: () => Promise.reject(new Error("the object is overloaded")) };
  const ctx = {
    env: { LIMITS: { idFromName: () => "id", get: () => limiter } },
    settings: { limitsScale: 1 / 3_000, secrets: ["a secret of the test's own, long enough"] },
    credentials: undefined,
    network: "192.0.2.7",
    waitUntil: () => undefined,
    log,
  } as unknown as RequestContext;
  const app = new Hono<AppEnv>()
    .use((c, next) => {
      c.set("ctx", ctx);
      return next();
    })
    .use(withinLimits)
    .get("/", (c) => c.text("here"));
  expect((await app.request("/")).headers.get("RateLimit")).toBe('"network";r=1;t=60');
  const answer = await app.request("/");
  expect([answer.status, answer.headers.has("RateLimit")]).toEqual([200, false]);
  expect(log.unlimited).toBe("Error: the object is overloaded");
});
