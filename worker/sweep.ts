import { and, eq, inArray, isNotNull, lt, lte, sql } from "drizzle-orm";
import { newId } from "../shared/ids.ts";
import { purgeTrash } from "./content/purge-trash.ts";
import type { RequestContext } from "./context.ts";
import { memberships } from "./db/schema/memberships.ts";
import { outbox } from "./db/schema/outbox.ts";
import { signInCodes } from "./db/schema/sign-in-codes.ts";
import { recheckDomains } from "./domains/check-domain.ts";
import { forgetAnswers } from "./idempotency/kept-answers.ts";
import { recordMembership } from "./members/record-membership.ts";
import { collectObjects } from "./objects/collect-objects.ts";
import { deliverOutbox } from "./outbox/deliver.ts";
import { forgetViewers, forgetVisits } from "./stats/forget-viewers.ts";
import { forgetDeliveries } from "./webhooks/deliveries.ts";
import { wakeDueSenders } from "./webhooks/wake-sender.ts";
import { keepSecrets } from "./webhooks/webhook-secret.ts";

const AT_ONCE = 500;
const DAY = 24 * 60 * 60 * 1000;
const DELIVERED_KEPT = 30 * DAY;

/**
 * What is done each minute: overdue invitations end and are told of, the outbox moves on, proofs of domains are looked at
 * anew, old rows go, what was long enough in the trash, and objects nobody names; messages to webhooks move on, and
 * their secrets are kept readable.
 */
export async function runSweep(ctx: RequestContext): Promise<void> {
  await tellExpiries(ctx);
  await deliverOutbox(ctx);
  await wakeDueSenders(ctx);
  await recheckDomains(ctx);
  await forgetOld(ctx);
  await forgetAnswers(ctx);
  await forgetViewers(ctx);
  await forgetVisits(ctx);
  await purgeTrash(ctx);
  await collectObjects(ctx);
  await keepSecrets(ctx);
  await forgetDeliveries(ctx);
}

async function tellExpiries(ctx: RequestContext): Promise<void> {
  const { write } = ctx.db;
  const changeId = newId("change");
  const overdue = write
    .select({ id: memberships.id })
    .from(memberships)
    .where(and(eq(memberships.status, "invited"), lte(memberships.expiresAt, ctx.now)))
    .limit(AT_ONCE);
  const untold = write
    .select({ id: memberships.id })
    .from(memberships)
    .where(and(eq(memberships.endReason, "expired"), eq(memberships.expiryTold, false)))
    .limit(AT_ONCE);
  await write.batch([
    write
      .update(memberships)
      .set({ status: "ended", endReason: "expired", endedAt: sql`expires_at`, updatedAt: ctx.now, changeId: "expiry" })
      .where(inArray(memberships.id, overdue)),
    write.update(memberships).set({ expiryTold: true, changeId }).where(inArray(memberships.id, untold)),
    ...recordMembership(ctx, {
      changeId,
      actorUserId: null,
      action: "member.invitation_expired",
      topic: "member.ended",
    }),
  ]);
}

async function forgetOld(ctx: RequestContext): Promise<void> {
  const { write } = ctx.db;
  const spent = write
    .select({ id: signInCodes.id })
    .from(signInCodes)
    .where(lt(signInCodes.expiresAt, ctx.now - DAY))
    .limit(AT_ONCE);
  const told = write
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(isNotNull(outbox.deliveredAt), lt(outbox.deliveredAt, ctx.now - DELIVERED_KEPT)))
    .limit(AT_ONCE);
  await write.batch([
    write.delete(signInCodes).where(inArray(signInCodes.id, spent)),
    write.delete(outbox).where(inArray(outbox.id, told)),
  ]);
}
