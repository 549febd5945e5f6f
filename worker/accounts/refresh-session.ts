import { and, eq, gt, gte, isNull, lt, sql } from "drizzle-orm";
import type { SessionTokens } from "../../shared/api/accounts.ts";
import { REFRESH_GRACE, SESSION_LIFETIME } from "../../shared/limits.ts";
import type { RequestContext } from "../context.ts";
import { outbox } from "../db/schema/outbox.ts";
import { sessionRotations, sessions } from "../db/schema/sessions.ts";
import { users } from "../db/schema/users.ts";
import { Problem } from "../http/problem.ts";
import { kickOutbox } from "../outbox/kick.ts";
import type { Topic } from "../outbox/topics.ts";
import { readRefreshToken } from "./credentials.ts";
import { presentTokens } from "./present.ts";
import { sessionLives } from "./require-user.ts";

const REUSED: Topic = "session.token_reused";

/**
 * Exchanges a refresh token for its successor. Each generation has one successor, so two tabs that
 * ask at once get the same. An old token that comes back later than the grace was stolen from
 * someone: the whole session ends (RFC 9700, section 4.14.2), and whose it is is told by mail.
 */
export async function refreshSession(ctx: RequestContext, refreshToken: string): Promise<SessionTokens> {
  const token = await readRefreshToken(ctx.settings, refreshToken);
  if (!token) throw new Problem("unauthenticated", { logReason: "refresh token not ours" });
  const { sessionId, generation } = token;

  const { write } = ctx.db;
  const alive = sessionLives(ctx, sessionId);
  const isNewest = and(alive, eq(sessions.generation, generation));
  const [, , , found] = await write.batch([
    write
      .delete(sessionRotations)
      .where(and(eq(sessionRotations.sessionId, sessionId), lt(sessionRotations.rotatedAt, ctx.now - REFRESH_GRACE))),
    write.run(sql`INSERT INTO ${sessionRotations} (session_id, generation, rotated_at)
      SELECT ${sessions.id}, ${generation}, ${ctx.now} FROM ${sessions} WHERE ${isNewest}`),
    write
      .update(sessions)
      .set({ generation: generation + 1, lastUsedAt: ctx.now, expiresAt: ctx.now + SESSION_LIFETIME })
      .where(isNewest),
    write
      .select({ user: users })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .innerJoin(
        sessionRotations,
        and(eq(sessionRotations.sessionId, sessions.id), eq(sessionRotations.generation, generation)),
      )
      .where(and(alive, gte(sessionRotations.rotatedAt, ctx.now - REFRESH_GRACE))),
  ]);

  const user = found[0]?.user;
  if (!user) {
    await endStolen(ctx, sessionId, generation);
    throw new Problem("session_ended", { logReason: "refresh token used again or session over" });
  }
  ctx.log.user = user.id;
  return presentTokens(ctx, user, sessionId, generation + 1);
}

/** Ends it, and tells its person by mail where a token came back that had a successor: once, whoever else tries it. */
async function endStolen(ctx: RequestContext, sessionId: string, generation: number): Promise<void> {
  const { write } = ctx.db;
  const cameBack = and(sessionLives(ctx, sessionId), gt(sessions.generation, generation));
  const [told] = await write.batch([
    write.run(sql`INSERT INTO ${outbox} (topic, payload, created_at, next_at)
      SELECT ${REUSED}, json_object('userId', ${sessions.userId}, 'userAgent', ${sessions.userAgent},
        'signedInAt', ${sessions.createdAt}, 'endedAt', ${ctx.now}), ${ctx.now}, ${ctx.now}
      FROM ${sessions} WHERE ${cameBack}`),
    write
      .update(sessions)
      .set({ endedAt: ctx.now })
      .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt))),
  ]);
  if (told.rowsAffected > 0) kickOutbox(ctx);
}
