import { and, eq, lte, ne, sql } from "drizzle-orm";
import { WEBHOOK_SECRETS_OVERLAP } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import { webhooks } from "../db/schema/webhooks.ts";
import type { Settings } from "../env.ts";
import { mac } from "../secrets/derive.ts";
import { decrypt, encrypt } from "../secrets/encrypt.ts";

type WebhookRow = typeof webhooks.$inferSelect;

const SECRET_BYTES = 32;
const SEAL_NAME_LENGTH = 16;
const AT_ONCE = 500;

/** A fresh secret, in the form of Standard Webhooks 1.0.0: 256 random bits in base64. */
export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}

/** A secret as it is stored. */
export async function sealSecret(settings: Settings, secret: string) {
  return { sealedSecret: await encrypt(settings, secret), sealedBy: await sealName(settings) };
}

/** Moves the secret there is to second place, where it signs for a day more, and puts a new one first. */
export async function rotated({ settings, now }: RequestContext, secret: string) {
  return {
    sealedPrevious: sql`${webhooks.sealedSecret}`,
    previousUntil: now + WEBHOOK_SECRETS_OVERLAP,
    // By which both are sealed is left as it was: the older is found out, and both are sealed anew.
    sealedSecret: await encrypt(settings, secret),
  };
}

/** What a message is signed with now: the newest secret, and the one before while it is in force. */
export async function secretsInForce(settings: Settings, row: WebhookRow, now: number): Promise<string[]> {
  const { sealedSecret, sealedPrevious, previousUntil } = row;
  const sealed =
    sealedPrevious !== null && (previousUntil ?? 0) > now ? [sealedSecret, sealedPrevious] : [sealedSecret];
  return Promise.all(sealed.map((one) => decrypt(settings, one)));
}

/**
 * Parts with secrets that are over, and encrypts anew what an older `AUTH_SECRET` has encrypted, so that it can go
 * once this has been.
 */
export async function keepSecrets(ctx: RequestContext): Promise<void> {
  const { write, read } = ctx.db;
  const current = await sealName(ctx.settings);
  await write
    .update(webhooks)
    .set({ sealedPrevious: null, previousUntil: null })
    .where(lte(webhooks.previousUntil, ctx.now));
  const older = await read.select().from(webhooks).where(ne(webhooks.sealedBy, current)).limit(AT_ONCE);
  for (const row of older) await sealAnew(ctx, row, current);
}

async function sealAnew(ctx: RequestContext, row: WebhookRow, sealedBy: string): Promise<void> {
  const again = async (sealed: string) => encrypt(ctx.settings, await decrypt(ctx.settings, sealed));
  try {
    const sealedSecret = await again(row.sealedSecret);
    const sealedPrevious = row.sealedPrevious === null ? null : await again(row.sealedPrevious);
    await ctx.db.write
      .update(webhooks)
      .set({ sealedSecret, sealedPrevious, sealedBy })
      .where(
        and(
          eq(webhooks.id, row.id),
          eq(webhooks.sealedSecret, row.sealedSecret),
          sql`${webhooks.sealedPrevious} IS ${row.sealedPrevious}`,
        ),
      );
  } catch (error) {
    console.log(JSON.stringify({ event: "webhook.secret_unreadable", id: row.id, reason: String(error) }));
  }
}

/** Names the newest `AUTH_SECRET` without telling anything of it. */
async function sealName(settings: Settings): Promise<string> {
  return (await mac(settings, "seal-name", "")).slice(0, SEAL_NAME_LENGTH);
}
