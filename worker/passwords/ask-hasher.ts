import { RATE_LIMITS } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import type { PasswordHasherStub } from "../env.ts";
import { Problem } from "../http/problem.ts";
import { chargeLimits } from "../limits/charge-limits.ts";

const BUSY_SECONDS = 10;

/** The hash of a new password, for whoever sets it; charged first, for each costs a quarter of a second. */
export async function hashNewPassword(ctx: RequestContext, userId: string, password: string): Promise<string> {
  const subject = `user:${userId}`;
  await chargeLimits(ctx, subject, [{ name: "passwords", ...RATE_LIMITS.passwordsPerUser }]);
  return unlessBusy(await hasherOf(ctx).hash(subject, password));
}

/** Whether a password is the one that was hashed. Charging comes before, in the verb that asks. */
export async function isPassword(
  ctx: RequestContext,
  shareId: string,
  password: string,
  hash: string,
): Promise<boolean> {
  return unlessBusy(await hasherOf(ctx).verify(`share:${shareId}`, password, hash));
}

function unlessBusy<T>(answer: T | "busy"): T {
  if (answer !== "busy") return answer as T;
  throw new Problem("rate_limited", { retryAfterSeconds: BUSY_SECONDS, logReason: "too many hashes wait" });
}

/** One for all, so that one hash runs at a time. */
function hasherOf({ env }: RequestContext): PasswordHasherStub {
  return env.PASSWORDS.get(env.PASSWORDS.idFromName("all")) as unknown as PasswordHasherStub;
}
