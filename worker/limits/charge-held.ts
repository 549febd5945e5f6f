import type { RequestContext } from "../context.ts";
import { Problem } from "../http/problem.ts";
import { Allotments } from "./allotments.ts";
import { type Budget, limiterOf, scaled } from "./charge-limits.ts";

/** What this isolate was handed of budgets that are charged often and guard no secret. */
const allotments = new Allotments({ followMs: 100, knownMs: 5_000, size: 20_000, now: () => Date.now() });

/**
 * Charges one count of a subject's budget, out of what this isolate holds of it where it holds some, so that whoever comes
 * seldom costs the limiter nothing; 429 `rate_limited` if it is spent.
 */
export async function chargeHeld(
  ctx: RequestContext,
  subject: string,
  { name, limit, windowMs }: Budget,
): Promise<void> {
  const standing = await allotments.charge({
    budget: `${subject}:${name}`,
    limit: { limit: scaled(ctx.settings, limit), windowMs },
    ask: async (question) => (await limiterOf(ctx, subject)).grant({ key: name, ...question }),
    hold: ctx.waitUntil,
  });
  if (!standing.allowed) {
    throw new Problem("rate_limited", { retryAfterSeconds: Math.ceil(standing.resetMs / 1000) });
  }
}
