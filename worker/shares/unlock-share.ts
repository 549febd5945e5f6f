import { PASSWORD_MAX, PASSWORD_MIN, RATE_LIMITS } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import { Problem } from "../http/problem.ts";
import { chargeLimits, refundLimit } from "../limits/charge-limits.ts";
import { isPassword } from "../passwords/ask-hasher.ts";
import type { Lock } from "./gate.ts";
import { unlockCookie } from "./unlock-cookie.ts";

const TRIES = "tries";

/**
 * Tries a password on a share's lock: the cookie that unlocks it, or undefined where it is wrong. Charged before
 * anything is hashed, 429 `rate_limited` when spent. Made for the password that was compared: where another was
 * set meanwhile, the cookie opens nothing.
 */
export async function unlockShare(
  ctx: RequestContext,
  slug: string,
  lock: Lock,
  password: string,
): Promise<string | undefined> {
  const charged = await chargeTry(ctx, lock.shareId);
  if (password.length < PASSWORD_MIN || password.length > PASSWORD_MAX) return undefined;
  if (!(await isPassword(ctx, lock.shareId, password, lock.passwordHash))) return undefined;
  for (const subject of charged) ctx.waitUntil(refundLimit(ctx, subject, TRIES));
  return unlockCookie(ctx, slug, lock);
}

/**
 * First the link from this network, so that nobody spends the link's own tries alone. When those are spent, by
 * many networks together, each keeps one a minute: slower, never shut. Answers whose tries a right password gives back.
 */
async function chargeTry(ctx: RequestContext, shareId: string): Promise<string[]> {
  const here = `unlock:${shareId}:${ctx.network}`;
  const anywhere = `unlock:${shareId}`;
  await chargeLimits(ctx, here, [{ name: TRIES, ...RATE_LIMITS.passwordTriesPerNetwork }]);
  try {
    await chargeLimits(ctx, anywhere, [{ name: TRIES, ...RATE_LIMITS.passwordTriesPerShare }]);
    return [here, anywhere];
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "rate_limited") throw error;
    await chargeLimits(ctx, here, [{ name: "when-spent", ...RATE_LIMITS.passwordTriesWhenSpent }]);
    return [here];
  }
}
