import { and, eq, inArray, lt, sql } from "drizzle-orm";
import { IDEMPOTENCY_KEPT, IDEMPOTENCY_LEASE } from "../../shared/limits.ts";
import { countsHere } from "../accounts/counts-here.ts";
import { claimedSession, sessionLives } from "../accounts/require-user.ts";
import type { RequestContext } from "../context.ts";
import { idempotencyKeys } from "../db/schema/idempotency-keys.ts";
import { memberships } from "../db/schema/memberships.ts";
import { sessions } from "../db/schema/sessions.ts";
import { decrypt, encrypt } from "../secrets/encrypt.ts";

const FORGOTTEN_AT_ONCE = 500;

/** An answer as it was given: its status, headers and body. */
export type Answer = { status: number; headers: [string, string][]; body: string | null };

/** One call: `name` is of the route and the key, `fingerprint` of the body, `claim` of this very request. */
export type Call = { name: string; fingerprint: string; claim: string };

export type Found =
  /** The work is this call's to do. */
  | { is: "ours" }
  /** The work was done, and the caller still stands where they did. */
  | { is: "answered"; answer: Answer }
  | { is: "running" | "other_body" }
  /** Their session is over, or they are no longer in the workspace: the call itself says so. */
  | { is: "not_theirs" };

/**
 * Takes the work of a call, or finds who has. One statement decides, so of any number at once one has it. Work that was
 * cut off can be taken after its lease, and an answer is good for a day.
 */
export async function claimCall(ctx: RequestContext, { name, fingerprint, claim }: Call): Promise<Found> {
  const { write } = ctx.db;
  const sessionId = claimedSession(ctx);
  const caller = sql`iif(${sessions.apiKeyId} IS NULL, ${sessions.userId}, ${sessions.id})`;
  const lives = sessionLives(ctx, sessionId);
  const isOver = sql`${idempotencyKeys.claimedAt} <= ${ctx.now - IDEMPOTENCY_KEPT}`;
  const wasCutOff = sql`${idempotencyKeys.answer} IS NULL AND ${idempotencyKeys.claimedAt} <= ${ctx.now - IDEMPOTENCY_LEASE}
    AND ${idempotencyKeys.fingerprint} = excluded.fingerprint`;
  const isInside = sql<number>`${idempotencyKeys.workspaceId} IS NULL OR EXISTS (SELECT 1 FROM ${memberships} AS mine
    WHERE mine.workspace_id = ${idempotencyKeys.workspaceId} AND mine.user_id = ${sessions.userId} AND mine.status = 'active'
      AND ${countsHere("mine")})`;
  const [, [found]] = await write.batch([
    write.run(sql`INSERT INTO ${idempotencyKeys} (caller, name, fingerprint, claim, claimed_at)
      SELECT ${caller}, ${name}, ${fingerprint}, ${claim}, ${ctx.now} FROM ${sessions} WHERE ${lives}
      ON CONFLICT (caller, name) DO UPDATE SET fingerprint = excluded.fingerprint, claim = excluded.claim,
        claimed_at = excluded.claimed_at, workspace_id = NULL, answer = NULL
      WHERE ${isOver} OR (${wasCutOff})`),
    write
      .select({ row: idempotencyKeys, isInside })
      .from(sessions)
      .innerJoin(idempotencyKeys, and(eq(idempotencyKeys.caller, caller), eq(idempotencyKeys.name, name)))
      .where(lives),
  ]);
  if (!found?.isInside) return { is: "not_theirs" };
  const { row } = found;
  if (row.claim === claim) return { is: "ours" };
  if (row.fingerprint !== fingerprint) return { is: "other_body" };
  if (row.answer === null) return { is: "running" };
  return { is: "answered", answer: JSON.parse(await decrypt(ctx.settings, row.answer)) as Answer };
}

/** Keeps what a call was answered, for whoever repeats it while they are in the workspace it acted in. */
export async function keepAnswer(ctx: RequestContext, { claim, name }: Call, answer: Answer): Promise<void> {
  await ctx.db.write
    .update(idempotencyKeys)
    .set({ answer: await encrypt(ctx.settings, JSON.stringify(answer)), workspaceId: ctx.acting.workspaceId ?? null })
    .where(and(eq(idempotencyKeys.name, name), eq(idempotencyKeys.claim, claim)));
}

/** Gives the work back: nothing came of it. */
export async function releaseCall(ctx: RequestContext, { claim, name }: Call): Promise<void> {
  await ctx.db.write
    .delete(idempotencyKeys)
    .where(and(eq(idempotencyKeys.name, name), eq(idempotencyKeys.claim, claim)));
}

/** Parts with what nobody can repeat any more. */
export async function forgetAnswers(ctx: RequestContext): Promise<void> {
  const { write } = ctx.db;
  const over = write
    .select({ id: sql`rowid` })
    .from(idempotencyKeys)
    .where(lt(idempotencyKeys.claimedAt, ctx.now - IDEMPOTENCY_KEPT))
    .limit(FORGOTTEN_AT_ONCE);
  await write.delete(idempotencyKeys).where(inArray(sql`rowid`, over));
}
