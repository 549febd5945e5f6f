import { RATE_LIMITS } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import { chargeLimits, refundLimit } from "../limits/charge-limits.ts";

/**
 * Sends a mail that its receiver's address is charged for before it leaves, and given back where it did not leave: a
 * mail server that is away must not use up what the address may get. Throws `rate_limited` where that is spent.
 */
export async function mailWithinLimit(
  ctx: RequestContext,
  { emailKey, kind }: { emailKey: string; kind: string },
  send: () => Promise<void>,
): Promise<void> {
  const subject = `address:${emailKey}`;
  const name = `mail:${kind}`;
  await chargeLimits(ctx, subject, [{ name, ...RATE_LIMITS.mailsPerAddress }]);
  try {
    await send();
  } catch (error) {
    await refundLimit(ctx, subject, name);
    throw error;
  }
}
