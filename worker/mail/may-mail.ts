import { RATE_LIMITS } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import { Problem } from "../http/problem.ts";
import { chargeLimits } from "../limits/charge-limits.ts";

/** Charged before the mail leaves. What is above the limit is left out: the notification says it too. */
export async function mayMail(ctx: RequestContext, emailKey: string, type: string): Promise<boolean> {
  try {
    await chargeLimits(ctx, `address:${emailKey}`, [{ name: `mail:${type}`, ...RATE_LIMITS.mailsPerAddress }]);
    return true;
  } catch (error) {
    if (error instanceof Problem && error.code === "rate_limited") return false;
    throw error;
  }
}
