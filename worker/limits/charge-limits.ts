import type { RateLimit } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import type { RateLimiterStub, Settings } from "../env.ts";
import { Problem } from "../http/problem.ts";
import { digest } from "../secrets/derive.ts";

/** One budget of one subject, such as the codes an address may be sent. */
export type Budget = RateLimit & { name: string /** How much is charged at once; one, unless said. */; count?: number };

/**
 * Charges all budgets of one subject before the work they stand for; 429 `rate_limited` if one is spent.
 * The subject is digested: an address or network is not kept in clear.
 */
export async function chargeLimits(ctx: RequestContext, subject: string, budgets: Budget[]): Promise<void> {
  const limiter = await limiterOf(ctx, subject);
  const outcome = await limiter.charge(
    budgets.map(({ name, limit, windowMs, count = 1 }) => ({
      key: name,
      limit: scaled(ctx.settings, limit),
      windowMs,
      count,
    })),
  );
  if (!outcome.allowed) {
    throw new Problem("rate_limited", { retryAfterSeconds: Math.ceil(outcome.retryAfterMs / 1000) });
  }
}

/** The same of several subjects at once: where one is spent, the others get theirs back. */
export async function chargeTogether(
  ctx: RequestContext,
  charges: readonly { subject: string; budget: Budget }[],
): Promise<void> {
  const outcomes = await Promise.allSettled(charges.map(({ subject, budget }) => chargeLimits(ctx, subject, [budget])));
  const refused = outcomes.find((outcome) => outcome.status === "rejected");
  if (!refused) return;
  const charged = charges.filter((_, at) => outcomes[at]?.status === "fulfilled");
  await Promise.all(charged.map(({ subject, budget }) => refundLimit(ctx, subject, budget.name, budget.count)));
  throw refused.reason;
}

export async function refundLimit(ctx: RequestContext, subject: string, name: string, count = 1): Promise<void> {
  const limiter = await limiterOf(ctx, subject);
  await limiter.refund([name], count);
}

export function scaled({ limitsScale }: Settings, limit: number): number {
  return Math.ceil(limit * limitsScale);
}

export async function limiterOf(ctx: RequestContext, subject: string): Promise<RateLimiterStub> {
  const id = ctx.env.LIMITS.idFromName(await digest(ctx.settings, `limits:${subject}`));
  return ctx.env.LIMITS.get(id) as unknown as RateLimiterStub;
}
