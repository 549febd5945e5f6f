import { and, eq, isNull } from "drizzle-orm";
import { parseEmailAddress } from "../../shared/email-address.ts";
import { newId } from "../../shared/ids.ts";
import { CODE_DIGITS, CODE_LIFETIME, RATE_LIMITS } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import { outbox } from "../db/schema/outbox.ts";
import { signInCodes } from "../db/schema/sign-in-codes.ts";
import { Problem } from "../http/problem.ts";
import { chargeLimits } from "../limits/charge-limits.ts";
import { kickOutbox } from "../outbox/kick.ts";
import { digest } from "../secrets/derive.ts";
import { encrypt } from "../secrets/encrypt.ts";
import { hashCode } from "./code-hash.ts";

/**
 * Mails a sign-in code. The answer is the same whether or not anyone has this address.
 * A newer code voids an older one asked for from the same network; others live beside it.
 */
export async function requestCode(ctx: RequestContext, input: { email: string }): Promise<void> {
  const email = parseEmailAddress(input.email);
  if (!email) throw new Problem("invalid_request");

  const { codesPerNetwork, codesPerAddressAndNetwork, codesPerAddress } = RATE_LIMITS;
  await chargeLimits(ctx, `network:${ctx.network}`, [{ name: "codes", ...codesPerNetwork }]);
  await chargeLimits(ctx, `address:${email.key}`, [
    { name: `codes:${await digest(ctx.settings, ctx.network)}`, ...codesPerAddressAndNetwork },
    { name: "codes", ...codesPerAddress },
  ]);

  const id = newId("signInCode");
  const code = randomDigits(CODE_DIGITS);
  const network = await digest(ctx.settings, ctx.network);
  const { write } = ctx.db;
  await write.batch([
    write
      .update(signInCodes)
      .set({ voidedAt: ctx.now })
      .where(
        and(
          eq(signInCodes.emailKey, email.key),
          eq(signInCodes.network, network),
          isNull(signInCodes.voidedAt),
          isNull(signInCodes.usedBy),
        ),
      ),
    write.insert(signInCodes).values({
      id,
      emailKey: email.key,
      network,
      codeHash: await hashCode(ctx.settings, id, code),
      createdAt: ctx.now,
      expiresAt: ctx.now + CODE_LIFETIME,
    }),
    write.insert(outbox).values({
      topic: "sign_in.code_requested",
      payload: { email: email.address, locale: ctx.locale, sealedCode: await encrypt(ctx.settings, code) },
      createdAt: ctx.now,
      nextAt: ctx.now,
    }),
  ]);
  kickOutbox(ctx);
}

/** Digits without bias: a draw above the largest multiple is thrown away. */
function randomDigits(count: number): string {
  const range = 10 ** count;
  const highest = Math.floor(2 ** 32 / range) * range;
  const [draw = 0] = crypto.getRandomValues(new Uint32Array(1));
  return draw < highest ? String(draw % range).padStart(count, "0") : randomDigits(count);
}
