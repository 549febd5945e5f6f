import { RATE_LIMITS, type RateLimit } from "../../shared/limits.ts";
import type { Credentials, RequestContext } from "../context.ts";
import { Allotments, type Standing } from "./allotments.ts";
import { limiterOf, scaled } from "./charge-limits.ts";

const KEY = "calls";

/** What this isolate was handed of everyone's calls. */
const allotments = new Allotments({ followMs: 100, knownMs: 5_000, size: 20_000, now: () => Date.now() });

/** Whose calls are counted as one, by the name callers are told. */
type Policy = "key" | "session" | "network";

const CALLS: Record<Policy, RateLimit> = {
  key: RATE_LIMITS.callsPerKey,
  session: RATE_LIMITS.callsPerSession,
  network: RATE_LIMITS.callsPerNetwork,
};

export type Charged = RateLimit & { policy: Policy; standing: Standing };

/** Charges one call of the API to its key or session; to its network where it comes with none that is good. */
export async function chargeApiCall(ctx: RequestContext): Promise<Charged> {
  const { policy, subject } = callerOf(ctx);
  const limit = { ...CALLS[policy], limit: scaled(ctx.settings, CALLS[policy].limit) };
  const standing = await allotments.charge({
    budget: subject,
    limit,
    ask: async (question) => (await limiterOf(ctx, subject)).grant({ key: KEY, ...question }),
    hold: ctx.waitUntil,
  });
  return { policy, ...limit, standing };
}

/** Whether a network is known to have spent its calls, so that nothing need be looked up for it. */
export function hasSpentCalls(network: string): boolean {
  return allotments.isSpent(subjectOf("network", network));
}

function callerOf({ credentials, network }: RequestContext): { policy: Policy; subject: string } {
  const policy = policyOf(credentials);
  return { policy, subject: subjectOf(policy, credentials?.sessionId ?? network) };
}

function policyOf(credentials: Credentials | undefined): Policy {
  if (!credentials) return "network";
  return credentials.via === "api_key" ? "key" : "session";
}

function subjectOf(policy: Policy, id: string): string {
  return `calls:${policy}:${id}`;
}
